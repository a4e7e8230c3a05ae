// Starts the page's own Yew app, as a loader would.
import start from '/yew/samtycke_host_yew.js';

await start();
