// A chat that remembers its conversation.
ran.push('chat');
localStorage.chat_conversation = '81';
sessionStorage.chat_open = '0';
