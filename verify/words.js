// The languages of the page: those of the interface.

import { chosen } from './choose.js';
import { AR } from './words-ar.js';
import { DA } from './words-da.js';
import { DE } from './words-de.js';
import { EN } from './words-en.js';
import { ES } from './words-es.js';
import { ET } from './words-et.js';
import { FI } from './words-fi.js';
import { FR } from './words-fr.js';
import { IT } from './words-it.js';
import { NB } from './words-nb.js';
import { NL } from './words-nl.js';
import { PL } from './words-pl.js';
import { PT } from './words-pt.js';
import { SV } from './words-sv.js';
import { UK } from './words-uk.js';

/** @typedef {typeof EN} Words */

/** @type {Words[]} */
export const LANGUAGES = [SV, DA, NB, FI, EN, DE, FR, NL, PL, ES, IT, PT, ET, AR, UK];

/** The first that is wanted and there. @param {readonly string[]} wanted */
export const wordsFor = (wanted) => chosen(wanted, LANGUAGES) ?? EN;
