// A tag that needs nothing of the theme's and says that it ran; its name stands behind the question mark.
(window.ran = window.ran || []).push(new URL(document.currentScript.src).search.slice(1));
