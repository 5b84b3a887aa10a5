"""More paragraphs and headlines of invented news, with their attribution cues in brackets.

Every person, place and event here is made up. All were written and marked in one go, before the
rules in `kit.author.cues` were looked at: the words that anchor what is said, thought, felt or
intended to whoever says, thinks, feels or intends it. Inside a direct quotation a cue is marked
only where the speaker passes on what others said. A colon, a comma or a quotation mark is never a
cue.

The first half was in view while the rules were changed; no rule was changed for the second half.
"""

from __future__ import annotations

_IN_VIEW = """
WASHFORD - The Senate voted 52-47 on Thursday to extend the highway program for two years, sending
the bill to President Carol Lindqvist, who [has said] she will sign it. “This is a good day for
anybody who drives to work,” Majority Leader Tom Abernathy [told] reporters outside the chamber. He
[said] a longer extension “was never in the cards.”

Democrats [accused] the administration of slow-walking the release of documents related to the
border contract. [According to] two people familiar with the matter, the inspector general's office
[requested] the files in March. A spokesman for the department [declined to comment]. “We will let
the process play out,” [said] Rep. Lena Ortiz, the panel's ranking member, who [has called for]
hearings.

Calloway Industries Inc. [said] third-quarter net income fell 18% to $41.2 million, or 63 cents a
share, from $50.3 million, or 77 cents a share, a year earlier. Revenue rose 3% to $1.1 billion.
The Ridgely, Ohio, maker of pumps and valves [blamed] higher steel costs and a strike at its plant
in Verona for the decline. Analysts surveyed by Markline [had expected] 71 cents a share.

“I don't think anybody in this building wanted a shutdown,” [said] Mr. Petrakis, who runs the
budget office. “But here we are.” He [added] that some employees may not be paid until December.
[Asked] about the remark, a White House aide [said] only that the president “stands by the people
who work for this government.”

A new study [suggests] that children who sleep less than eight hours do worse in arithmetic, though
the effect is small. Researchers at Dunmore University followed 2,300 pupils for six years and
[found] that each lost hour cost about two points on a standard test. “It's not destiny,” Dr. Hana
Mueller, the lead author, [said] in an interview. Other scientists [were skeptical].

The union [plans] to ask its members for a strike vote next week, [according to] a memo seen by
this newspaper. The memo [says] talks over pensions “have gone nowhere since June.” Management
[disputes] that. In a statement, the airline [said] it [was confident] that a deal could be reached
and [urged] passengers not to change their plans.

Gov. Walt Brannigan [knows] that the vote in the rural counties will decide the race. He spent
Saturday at the fair in Odell, shaking hands and eating a corn dog. His opponent, former prosecutor
Denise Achterberg, [thinks] he waited too long. “He found us on the map in October,” she [said],
drawing laughter from a crowd of about 300.

Poll: Voters trust neither party on health costs

More than half of likely voters [believe] the country is headed in the wrong direction, a Harlow
College poll released Wednesday [found]. Forty-one percent [said] they [would consider] backing an
independent. The poll [showed] Lindqvist leading Gov. Brannigan by four points, within the margin
of error. Both campaigns [dismissed] the findings.

The chief justice, [writing] for the majority, [said] the statute could not be read so broadly. In
a dissent joined by two colleagues, Justice Ida Fontaine [argued] that Congress meant what it
wrote. “The court today rewrites a law it does not like,” she [wrote]. Lawyers for the state [had
asked] the justices to send the case back to Pineville.

Mr. Sorrell, 58, is [accused] of taking $240,000 in bribes from a paving company. He has pleaded
not guilty. Prosecutors [allege] that the payments were disguised as consulting fees, and the
indictment [cites] a text message in which he [is said] to have [asked] for “the usual.” His lawyer
[called] the case “thin as soup” and [predicted] an acquittal.

Shares of Bellwether Drug rose 12% on the news. Some investors [fear] the rally is running ahead of
the evidence. “There is a lot of hope in this price,” [said] Anneke Vos, an analyst at Trimble &
Co., [noting] that the trial enrolled just 88 patients. The company [expects] to file for approval
by spring. The agency typically takes ten months to review an application.

In his speech, Abernathy [spoke of] a country “tired of shouting” and [promised] to bring back the
committee system. He made no mention of the ethics inquiry. Afterward, in the corridor, he
[insisted] that he had done nothing wrong, [telling] a television crew: “Read the rules. I have.”
The committee [has refused to] release its letter.

The Rovers lost their fourth straight on Sunday, a 3-1 defeat that left coach Billy Madigan short
of patience. “We were second to every ball,” Madigan [said]. “I told them that at halftime and
nothing changed.” Striker Joao Prates missed a penalty in the 71st minute. He [admitted] later he
[had felt] unwell before the match. The club [is reported] to be looking for a new goalkeeper.

The foreign minister [told] parliament that Norland [had no intention] of leaving the treaty, and
[warned] that sanctions would hurt ordinary people first. Opposition members jeered. One [asked]
whether the minister had read the treaty at all. [Quoting] a former envoy, he [replied] that
“treaties are read by those who break them.”

The two sides [agreed] on Monday to resume talks, ending a six-week standoff over fishing rights.
An official who spoke on condition of anonymity because the talks are private [described] the mood
as “correct.” Neither government [would say] where the delegates will meet. Norland, the official
[added], still [wants] an apology.

Residents [complained] for years about the smell from the plant. Last winter the county tested the
wells and, officials now [concede], did not publish the results. “They knew,” [said] Marta Dill,
whose son has asthma. “My neighbor [said] the inspector [told] her to buy bottled water.” The
company [denied] that it had hidden anything.

Economists [see] little chance of a rate cut before the summer. The bank's chairman, Ruben
Castellane, [made it clear] last week that inflation is still his chief concern, and minutes of the
September meeting [show] that several members [favored] an increase. Bond prices slipped. The yield
on the 10-year note rose to 4.31%.

Brannigan [tweeted] that the story was “made up by losers,” and his campaign [demanded] a
retraction. The newspaper's editor [said] she stood by it. The [claim] that the governor had used a
state plane for a fishing trip first appeared on a blog in August. Records reviewed by the paper
[indicate] that the plane was in Lake Tansy on the days in question.

“If we win the House,” Ms. Achterberg [said] on Friday, “we will open the books.” It was a promise
that she has made at every stop. She also [criticized] the governor for closing two hospitals, and
[pledged] to reopen both. Her aides [acknowledge] that the state may not have the money.
Brannigan's allies [say] she is making it up as she goes.

Rescue workers pulled nine people from the rubble on Tuesday, two days after the earthquake. The
death toll [is expected] to rise. In Karsa, where the school collapsed, parents waited in the rain.
“Nobody tells us anything,” one father [said]. The interior ministry [put] the number of missing at
340; aid groups [believe] it is far higher. Power has [reportedly] been restored in the old town.
"""

_OUT_OF_VIEW = """
Treasury Secretary Owen Dahl [said] on Sunday that he [expects] the economy to grow by nearly 3%
this year, a forecast most economists [consider] rosy. Appearing on a morning news program, he
[brushed aside] questions about the deficit. “We're going to grow our way out of this,” Dahl
[said]. Last month he [told] a House panel that the gap “will not matter in five years.”

The board of Amalgamated Reed Corp. rejected a $2.4 billion takeover offer from Tessler Holdings,
[calling] it “wholly inadequate.” Tessler, a New Albany buyout firm, [said] it [was disappointed]
and would take its case to shareholders. Reed closed at $38.50, up $4.25. Traders [said] the price
signals that investors [expect] a higher bid.

A federal judge on Friday blocked the rule, [saying] the agency had failed to explain why it
changed its mind. The plaintiffs, a group of eleven ranchers, [claimed] the rule would put them out
of business. “Somebody finally listened,” [said] Dutch Oberlin, who raises cattle near Three Forks.
The Justice Department [said] it [was considering] an appeal.

Sen. Grace Wilmot, who sits on the committee, [says] she has not decided how to vote. “I have read
the whole file and I have questions,” she [said]. Her office has received 14,000 calls. Supporters
of the nominee [have been accused of] flooding the lines; they [deny] it. A vote [is expected] next
week.

Scientists [know] that the glacier is shrinking. What they [do not know] is how fast. Satellite
data published this month [show] a loss of 40 billion tons a year, twice what earlier models
[predicted]. “We were surprised, and we don't like being surprised,” [said] Pilar Echeverri, a
glaciologist at the Polar Institute, who [worries] that the lower shelf could break off.

Lindqvist aides [weigh] shake-up as midterms near

President Lindqvist [is thinking about] replacing her chief of staff, three people close to her
[said], a [suggestion] that the White House [rejected] as “gossip.” The president [has complained]
in private that her team was caught off guard by the court ruling, one of the people [said]. She
[asked] two former aides last week whether they would return. Both [said] no.

In Mr. Dahl's [view], the tariffs were a mistake from the start. He [has written] that they amount
to “a tax on breakfast.” But the president, who campaigned on them, [is not persuaded], and the
steel industry [argues] they saved 6,000 jobs. The tariffs bring in about $900 million a year.

“My client is a grandmother,” defense lawyer Saul Brightwater [told] the jurors in his closing
statement. “She trusted the wrong man.” The prosecutor [countered] that the defendant had signed
every check herself. [According to] testimony, the charity paid for a boat, a piano and school
fees. One witness [testified] that she [had been told] not to keep receipts.

Police [are asking] anyone who saw a gray van near the station to call. The victim, a 34-year-old
nurse, is in stable condition. A neighbor, Ed Lomax, [said] he heard two shots. “At first I thought
it was the boiler,” he [said]. Detectives [do not believe] that the shooting was random. No arrests
have been made.

The government's [decision] to close the border came after midnight and surprised even its allies.
Prime Minister Anton Reszke defended it in parliament, [saying] that “a state without a door is a
corridor.” Aid groups [condemned] the move. The [fear], they [said], is that families will be split
for months. The commissioner [called on] both governments to open a crossing for the sick.

Mr. Hargreave [refers to] his years in prison as “the monastery.” He [remembers] the noise most of
all. He [hopes] to finish a book by next fall and [has no plans] to return to politics, although
friends [suspect] otherwise. The first volume sold 60,000 copies.

The company [announced] the recall of 1.2 million strollers after [reports] that the wheels could
come loose. It [advised] parents to stop using them. The safety commission [said] it [was aware of]
31 injuries. Lawsuits filed in two states [allege] that managers [had been warned] about the flaw
as early as 2019. A spokeswoman [would not discuss] the suits.

Catcher Ray Delacroix [is quoted as saying] in the club's magazine that he [wants] to retire in
Summit City. General manager Patty Quill [praised] him for staying when others left. “We'd love to
have him,” Quill [said]. “He knows that.” Delacroix batted .241 with nine home runs. The Miners
open a four-game series at home on Thursday.

Republican leaders [voiced concern] that the plan would split the party. “I've heard from members
who [say] their phones are melting,” Rep. Curt Nagle [said]. Others were more blunt. “It's dead,”
one senator [said], speaking on condition of anonymity. Still, the speaker [vowed] to hold a vote,
and aides [insist] he [intends] to keep his word.

The ministry [estimates] that one household in six cannot pay its heating bill. A report by the
auditor, published on Monday, [concludes] that half of the subsidies went to people who did not ask
for them. It [recommends] that payments be tied to income. The minister thanked the auditor and
[promised] a reply by the end of the year.

Wilmot: Senate will not be rushed

Neither side [believes] the other is bargaining in good faith. Teachers [say] the district hid a
surplus of $8 million; the district [maintains] the money is already spent. Mediator Joyce Talbot
[proposed] a week's pause. “Everyone is tired,” she [said]. If no deal is reached by Monday,
schools will close, a step that the mayor [described] as “unthinkable.”

She did not mention her opponent by name. She did not need to. To cheers, she [declared] that the
“days of the back room are over,” and [asked] the crowd to “send me somebody to work with.” Her
[pledge] to freeze tuition drew the loudest applause. As she [likes to say], she was the first in
her family to finish high school.

Oil prices rose for a third day on [speculation] that producers would cut output. The cartel meets
on Thursday in Almira. Its secretary general [has hinted] at a cut of a million barrels a day, but
delegates [said] privately that no agreement was near. “Everybody wants a cut by somebody else,” a
trader at Kestrel Commodities [remarked].

The letter, dated May 9 and addressed to the attorney general, [states] that the bureau “has no
record” of the meeting. Critics [point out] that the calendar of the bureau's director lists it.
The director [has said] he [can't recall] it. The House committee [has threatened] to subpoena his
phone records, sources [say].
"""


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of one half, each on a single line."""
    return tuple(" ".join(block.split()) for block in text.strip().split("\n\n"))


IN_VIEW = paragraphs(_IN_VIEW)
OUT_OF_VIEW = paragraphs(_OUT_OF_VIEW)
