// An advertising tag: a cookie, and a database for what could not be sent.
ran.push('ads');
document.cookie = '_ab_uid=77; path=/; max-age=7776000';
indexedDB.open('ab_queue').onsuccess = ({ target }) => target.result.close();
