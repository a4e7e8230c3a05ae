document.documentElement.dataset.counted = 'yes'; // here a site would count the visit
