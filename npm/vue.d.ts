// `import 'samtycke/vue'` types the elements in templates, and in JSX under `jsxImportSource: 'vue'`.

import type { EmitFn, HTMLAttributes, PublicProps, ShallowRef } from 'vue';
import type { AgreementAttributes, AgreementElement, ConsentChange, ElementAttributes, ElementEvents, PolicyAttributes } from './index.d.ts';

/** What is allowed now; `undefined` until the embed has run, and on a server. */
export function useConsent(): Readonly<ShallowRef<ConsentChange | undefined>>;

// Vue keeps `key` for itself: a pack's key is pinned by `pack-key`.
type Props<Attributes> = HTMLAttributes & Attributes & { form?: string } & PublicProps;

type Component<Element extends HTMLElement, Attributes> = new () => Element & {
  /** As Vue's own types of components have it: for templates, not for code. */
  $props: Props<Attributes>;
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

/** In JSX: `onSamtyckeAccepted={…}`. */
type Listeners = {
  [name in keyof ElementEvents as name extends `samtycke-${infer event}` ? `onSamtycke${Capitalize<event>}` : never]?: (event: ElementEvents[name]) => void;
};

declare module 'vue/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'samtycke-cookies': Props<Pick<ElementAttributes, 'lang'>> & Listeners;
      'samtycke-preferences': Props<ElementAttributes> & Listeners;
      'samtycke-policy': Props<PolicyAttributes> & Listeners;
      'samtycke-agreement': Props<AgreementAttributes> & Listeners;
    }
  }
}
