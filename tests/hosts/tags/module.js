// The same as a module.
ran.push(new URL(import.meta.url).search.slice(1));
