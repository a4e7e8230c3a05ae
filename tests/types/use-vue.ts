// What a Vue application writes. tsc must take all of it, and find each mistake that is expected.

import type { GlobalComponents } from 'vue';
import { useConsent } from 'samtycke/vue';

const consent = useConsent();
const services: string[] | undefined = consent.value?.services;
// @ts-expect-error it tells, and isn't told
consent.value = undefined;

// As templates are checked: by an element's `$props` and `$emit`.
type Agreement = InstanceType<GlobalComponents['samtycke-agreement']>;
const props: Agreement['$props'] = { name: 'agreement', 'pack-role': 'customer', disabled: !services, class: services };
declare const emit: Agreement['$emit'];
emit('samtycke-accepted', new CustomEvent('samtycke-accepted', { detail: {} as never }));
// @ts-expect-error there is no such event
emit('samtycke-signed', new CustomEvent('samtycke-signed'));
// @ts-expect-error it is text
const wrong: Agreement['$props'] = { prefill: {} };
// @ts-expect-error the banner is the embed's, and so is its pack
const banner: InstanceType<GlobalComponents['samtycke-cookies']>['$props'] = { pack: '/legal/pack.json' };
// @ts-expect-error not one of ours
type Other = GlobalComponents['samtycke-banner'];
export type { Other };
export { banner, props, wrong };
