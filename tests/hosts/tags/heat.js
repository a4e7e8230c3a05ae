// A heat map: one key that ends with the tab.
ran.push('heat');
sessionStorage.heat_session = '1';
