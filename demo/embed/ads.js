// Stands for an advertising script: stores what the pack says it stores, and says on the page that it ran.

document.cookie = '_ab_click=demo;path=/;max-age=7776000;samesite=lax';
document.cookie = `_ab_uid=${crypto.randomUUID().slice(0, 8)};path=/;max-age=15552000;samesite=lax`;
(window.vagthavn ||= []).push('ads');
