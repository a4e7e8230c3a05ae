import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { load } from 'samtycke';
import { useConsent } from 'samtycke/react';

load({ embed: '/legal/embed.js', endpoint: import.meta.env.VITE_ENDPOINT });

function Home() {
  const consent = useConsent();
  return <p>Statistics: {consent?.categories.includes('statistics') ? 'allowed' : 'not allowed'}</p>;
}

function SignUp() {
  const [name, setName] = useState('');
  const [signed, setSigned] = useState('');
  return (
    <form method="post" action="/signup">
      <label>Your name <input name="name" required value={name} onChange={(event) => setName(event.target.value)} /></label>
      <h2>Agreement</h2>
      <samtycke-agreement
        name="agreement"
        pack-role="customer"
        prefill={JSON.stringify({ signatory: { name } })}
        onsamtycke-accepted={({ detail }) => setSigned(detail.id)}
      />
      {signed && <output>Signed: {signed}</output>}
      <button>Open the account</button>
    </form>
  );
}

function App() {
  const [isSigningUp, signUp] = useState(false);
  return (
    <>
      <h1>{isSigningUp ? 'Open an account' : 'Harbour Bakery'}</h1>
      <button onClick={() => signUp(!isSigningUp)}>{isSigningUp ? 'Back' : 'Sign up'}</button>
      {isSigningUp ? <SignUp /> : <Home />}
      <footer><button data-samtycke="preferences">Cookie preferences</button></footer>
    </>
  );
}

createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
