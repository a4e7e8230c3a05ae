// A tag that says that it ran; its name stands behind the question mark.
ran.push(new URL(document.currentScript.src).search.slice(1));
