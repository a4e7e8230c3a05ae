// Stands for a chat: a button in the corner, and what the pack says it stores.

localStorage.setItem('chat_conversation', crypto.randomUUID().slice(0, 8));
sessionStorage.setItem('chat_open', 'no');

const chat = document.createElement('button');
chat.type = 'button';
chat.className = 'chat';
chat.textContent = 'Chat med os';
chat.setAttribute('aria-expanded', 'false');
chat.addEventListener('click', () => {
  const open = chat.getAttribute('aria-expanded') === 'false';
  chat.setAttribute('aria-expanded', String(open));
  chat.textContent = open ? 'Vi svarer hverdage kl. 8–16' : 'Chat med os';
  sessionStorage.setItem('chat_open', open ? 'yes' : 'no');
});
document.body.append(chat);
(window.vagthavn ||= []).push('chat');
