// The gate without an interface, to be weighed.

import { startCore } from './core.js';

startCore();
