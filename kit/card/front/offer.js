// What other cards of this question kept and Python may never have had: it is put in, or offered beside what the log has.

/** @import { Card } from "./card.js" */
/** @import { Left } from "./kept.js" */
/** @import { Entered } from "./types.js" */

import "./offer.css";
import { makeButton } from "./controls.js";
import { make, same, write } from "./elements.js";
import { shorten } from "./feedback.js";

const LONGEST_OFFERED = 400; // characters of what is offered that its button shows

/**
 * Puts in what was entered last, where the log has nothing. All that is left then is offered.
 * @param {Card} card
 * @param {Left<Entered>[]} unsent
 */
export function bringBack(card, unsent) {
  const { response, sure, saved } = card.shown;
  const known = [{ response, sure }];
  const isBlank = !saved && !sure && same(response, {}) && !card.session.isChanged;
  const left = unsent.filter(({ entered, forget }) => {
    const isNews = !card.locked && known.every((other) => !same(entered, other));
    if (isNews) known.push(entered);
    else forget();
    return isNews;
  });
  const own = isBlank ? left.pop() : undefined;
  if (own) {
    take(card, own);
    card.broughtBack = card.say("brought_back");
    write(card.face.notice, card.broughtBack);
    card.tell(card.broughtBack);
  }
  if (left.length > 0) offer(card, left);
}

/**
 * @param {Card} card
 * @param {Left<Entered>} left
 */
function take(card, { entered, forget }) {
  card.enter(entered);
  card.changed();
  card.session.saveDraft();
  if (card.session.isKept) forget();
}

/**
 * @param {Card} card
 * @param {Left<Entered>[]} all
 */
function offer(card, all) {
  const place = card.face.offer;
  /** @param {Left<Entered> | null} taken */
  const decide = (taken) => {
    place.hidden = true;
    if (taken) take(card, taken);
    for (const left of all) if (left !== taken) left.forget();
    card.focusInputs();
  };
  const buttons = all.map((left) =>
    makeButton(card.say("offer_take", { entered: inWords(card, left.entered) }), () => decide(left)),
  );
  const decline = makeButton(card.say("offer_decline"), () => decide(null));
  place.replaceChildren(make("p", {}, card.say("offer")), ...buttons, decline);
  place.hidden = false;
}

/**
 * @param {Card} card
 * @param {Entered} entered
 */
function inWords(card, { response, sure }) {
  const words = card.list(card.input.lines?.(response) ?? []) || card.say("nothing_entered");
  return shorten([words, card.sure?.inWords(sure)].filter(Boolean).join(" · "), LONGEST_OFFERED);
}
