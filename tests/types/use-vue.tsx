/** @jsxImportSource vue */
// What a Vue application writes in JSX. tsc must take all of it, and find each mistake that is expected.

import { ref } from 'vue';
import type { AgreementElement } from 'samtycke';
import { useConsent } from 'samtycke/vue';

const consent = useConsent();
const agreement = ref<AgreementElement>();

export const signUp = () => (
  <form onSubmit={() => agreement.value?.value.trim()}>
    <samtycke-policy document="privacy-policy" memory="off" class={['wide']}>
      <a href="/legal/documents/privacy-policy.en.html">Privacy policy</a>
    </samtycke-policy>
    <samtycke-preferences lang="da" />
    <samtycke-agreement
      ref={agreement}
      key="agreement"
      name="agreement"
      pack-role="customer"
      pack-key="NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
      prefill={JSON.stringify({ signatory: { name: 'Ida Holm' } })}
      disabled={!consent.value?.answered}
      onSamtyckeAccepted={({ detail }) => detail.id.trim()}
      onSamtyckeError={({ detail }) => detail.code === 'refused'}
    />
    {/* @ts-expect-error it is text */}
    <samtycke-agreement prefill={{ signatory: {} }} />
    {/* @ts-expect-error there is no such attribute */}
    <samtycke-agreement role-in-pack="customer" packrole="customer" />
    {/* @ts-expect-error a key is text */}
    <samtycke-agreement pack-key={1} />
    {/* @ts-expect-error the banner is the embed's, and so is its pack */}
    <samtycke-cookies pack="/legal/pack.json" />
    {/* @ts-expect-error the policy looks nothing up */}
    <samtycke-policy lookup="/organisations" />
    {/* @ts-expect-error it is no event */}
    <samtycke-agreement onSamtyckeSigned={() => {}} />
    {/* @ts-expect-error declined has no such detail */}
    <samtycke-agreement onSamtyckeDeclined={({ detail }) => detail.code} />
  </form>
);
