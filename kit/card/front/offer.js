// What an earlier card kept and Python never had, beside what the log has: the student takes one of them.

/** @import { Card } from "./kinds/contract.js" */

import "./offer.css";
import { makeButton } from "./controls.js";
import { make } from "./elements.js";

/**
 * @param {Card} card
 * @param {string} entered in words
 * @param {() => void} take
 * @param {() => void} decline
 */
export function drawOffer(card, entered, take, decline) {
  return [
    make("p", {}, card.say("offer")),
    makeButton(card.say("offer_take", { entered }), take),
    makeButton(card.say("offer_decline"), decline),
  ];
}
