// Stands for a statistics script: stores what the pack says it stores, and says on the page that it ran.

document.cookie = `_pk_id.7=${crypto.randomUUID().slice(0, 8)};path=/;max-age=33696000;samesite=lax`;
document.cookie = '_pk_ses.7=1;path=/;max-age=1800;samesite=lax';
(window.vagthavn ||= []).push('matomo');
