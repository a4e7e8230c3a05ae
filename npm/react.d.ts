// `import 'samtycke/react'` types the elements in JSX, in React 18.2 and 19.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AgreementAttributes, AgreementElement, ConsentChange, ElementAttributes, ElementEvents, PolicyAttributes } from './index.d.ts';

/** What is allowed now; `undefined` until the embed has run, and on a server. */
export function useConsent(): ConsentChange | undefined;

/** `onsamtycke-accepted={…}`, which React listens to from 19 on. In React 18 use a `ref` and `addEventListener`. */
type Listeners = { [name in keyof ElementEvents as `on${name}`]?: (event: ElementEvents[name]) => void };

type Props<Element extends HTMLElement, Attributes> = DetailedHTMLProps<HTMLAttributes<Element>, Element> & Attributes & Listeners;

declare module 'react' {
  namespace JSX {
    // `form` is read-only, and React sets properties where it can: put the agreement into its form.
    interface IntrinsicElements {
      'samtycke-cookies': Props<HTMLElement, Pick<ElementAttributes, 'lang'>>;
      'samtycke-preferences': Props<HTMLElement, ElementAttributes>;
      'samtycke-policy': Props<HTMLElement, PolicyAttributes>;
      'samtycke-agreement': Props<AgreementElement, AgreementAttributes>;
    }
  }
}
