// Statistics, as the pack says: two cookies.
ran.push('count');
document.cookie = '_th_id.7=5f3a; path=/; max-age=34186669';
document.cookie = '_th_ses.7=1; path=/; max-age=1800';
