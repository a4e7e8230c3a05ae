// `import 'samtycke/vue'` types the elements in templates.

import type { EmitFn, HTMLAttributes, PublicProps, ShallowRef } from 'vue';
import type { AgreementAttributes, AgreementElement, ConsentChange, ElementAttributes, ElementEvents, PolicyAttributes } from './index.d.ts';

/** What is allowed now; `undefined` until the embed has run, and on a server. */
export function useConsent(): Readonly<ShallowRef<ConsentChange | undefined>>;

type Component<Element extends HTMLElement, Attributes> = new () => Element & {
  /** As Vue's own types of components have it: for templates, not for code. */
  $props: HTMLAttributes & Attributes & { key?: string; form?: string } & PublicProps;
  $emit: EmitFn<{ [name in keyof ElementEvents]: (event: ElementEvents[name]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'samtycke-cookies': Component<HTMLElement, Pick<ElementAttributes, 'lang'>>;
    'samtycke-preferences': Component<HTMLElement, ElementAttributes>;
    'samtycke-policy': Component<HTMLElement, PolicyAttributes>;
    'samtycke-agreement': Component<AgreementElement, AgreementAttributes>;
  }
}
