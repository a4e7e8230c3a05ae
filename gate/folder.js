// Where the widget's files are.

import { fromEmbed, urlSetting } from './config.js';

/** The folder of the widget's files; without a word about it, the one we are in. It ends in a slash. */
export const widgetFolder = () => (urlSetting('widget') || fromEmbed(WIDGET_FOLDER || '.')).replace(/\/*$/, '/');
