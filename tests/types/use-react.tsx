// What a React application writes. tsc must take all of it, and find each mistake that is expected.

import { useRef } from 'react';
import type { AgreementElement } from 'samtycke';
import { useConsent } from 'samtycke/react';

export function SignUp() {
  const consent = useConsent();
  const agreement = useRef<AgreementElement>(null);
  // @ts-expect-error until the embed has run nothing is known
  const services: string[] = consent.services;
  return (
    <form className={services.join()} onSubmit={() => agreement.current?.value.trim()}>
      <samtycke-policy document="privacy-policy" memory="off" className="wide">
        <a href="/legal/documents/privacy-policy.en.html">Privacy policy</a>
      </samtycke-policy>
      <samtycke-preferences lang="da" />
      <samtycke-agreement
        ref={agreement}
        name="agreement"
        pack-role="customer"
        pack-key="NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        prefill={JSON.stringify({ signatory: { name: 'Ida Holm' } })}
        disabled={!consent?.answered}
        onsamtycke-accepted={({ detail }) => detail.id.trim()}
        onsamtycke-error={({ detail }) => detail.code === 'refused'}
      />
      {/* @ts-expect-error it is text */}
      <samtycke-agreement prefill={{ signatory: {} }} />
      {/* @ts-expect-error a key is text */}
      <samtycke-agreement pack-key={1} />
      <samtycke-cookies lang="da" />
      {/* @ts-expect-error the banner is the embed's, and so is its pack */}
      <samtycke-cookies pack="/legal/pack.json" />
      {/* @ts-expect-error the policy looks nothing up */}
      <samtycke-policy lookup="/organisations" />
      {/* @ts-expect-error declined has no such detail */}
      <samtycke-agreement onsamtycke-declined={({ detail }) => detail.code} />
      {/* @ts-expect-error not one of ours */}
      <samtycke-banner />
    </form>
  );
}
