// How long a word against an answer may be, in characters. The same as in kit/learner/log.py.

export const LONGEST_REASON = 2000;
export const LONGEST_PAGE = 500;
