"""Invented news with its attribution cues in brackets, to measure `kit.author.suggest` against.

Every person, place and event here is made up. The cues were marked by hand, by this rule: the words
that hand what is said, thought, felt or intended to somebody; none inside a direct quotation unless
the quoted speaker passes on what others said.
"""

from __future__ import annotations

_TEXT = """
Senator Alma Reyes [said] Tuesday that she would not support the spending bill unless its farm
section is rewritten, and two colleagues [told] reporters they [agreed] with her.

“This is not a close call,” Reyes [said]. “The families in my state deserve better.” [Asked]
whether she would vote for a shorter bill, she [replied], “We will see.”

The governor's office [declined to say] whether the report had been read. A spokeswoman [pointed
out] that the state publishes its water tests every month.

[According to] the complaint, filed in a federal court in Dorrance, the two brothers moved money
through a call center and a chain of car washes. Their lawyer, Ines Halloran, [called] the charges
“a work of fiction.”

Shares of Tarn Valley Foods fell 4 percent after the company [reported] that quarterly profit had
dropped to $12 million from $19 million. Analysts [had expected] a profit of $17 million, and some
[predicted] further cuts. The company [said] it plans to close two plants.

The home run in the sixth added two runs and the Comets never looked back. “I saw a fastball and I
did not think about it,” Duarte [said]. Manager Phil Ostrow [noted] that his pitchers had thrown
three shutouts in a week.

Researchers [found] that the lake had warmed by almost two degrees since 1970, a study published
on Monday [shows]. The results [suggest] that trout will leave the shallow bays by midcentury,
[wrote] the authors, who [warned] against reading too much into one lake.

Police [believe] the fire started in a garage. Neighbors [described] a loud bang, and one of them
[recalled] seeing a van drive off. No one was hurt, the fire department [said] in a statement.

It [has been claimed] that the bridge was known to be unsafe, but the ministry [denies] that it
received any warning. Minister Ola Brandt [insisted] on Friday that every inspection had been done
on time.

Candidate Dale Whitcomb [accused] his rival of hiding donations and [vowed] to release ten years
of tax returns. “He knows what he did,” Whitcomb [told] a crowd in Millbrook. His rival
[dismissed] the claim as “desperate.”

The storm, which killed at least nine people, is [expected] to weaken before it reaches the coast.
Forecasters [urged] residents not to return home and [cautioned] that roads could flood again
overnight.

Whitcomb [wants] to cut the tax on fuel and [has promised] to name a new police chief in his first
week. He [argues] the city has been badly run; his critics [say] he has never run anything.

In a letter to staff, the chief executive [acknowledged] “mistakes” and [apologized] for the
delay. She [did not say] how many jobs would go. The union [fears] that it will be 400.

The deal, [announced] on Sunday, gives the buyer two seats on the board. The board [said] it
[would consider] other offers. People familiar with the matter [said] a third bidder had walked
away.

The judge [ruled] that the letter could be shown to the jury. Prosecutors [contend] Mr. Faber
wrote it; his lawyers [argue] that the signature was copied. Mr. Faber [has pleaded] not guilty.

The statement was read aloud in parliament. The show went on for three hours and ended with a
song. A report is due in the spring. The team plans are on the wall, and the claims office is
closed on Mondays.

The committee's report, a copy of which was seen by this newspaper, [says] the agency ignored its
own rules. Its director [has said] the rules were unclear. Her [claim] that nobody was told is
contradicted by three emails.

“I heard him say he would quit,” one aide [said], speaking on condition of anonymity. Another aide
[disputed] that account.

Coach Renata Silva [thinks] her team can win the cup. “Why not?” she [asked]. She [refused to say]
who would start in goal, but [hinted] that the captain was fit again.

The plant was shut in 2011 and reopened four years later. It employs 300 people and adds about $40
million a year to the local economy, [according to] a town study.

Officials [reportedly] met twice in August. The foreign ministry [would neither confirm nor deny]
the meeting. “We do not comment on rumours,” a spokesman [wrote] in an email.

Voters [are worried] about rents, a poll by the Harlan Institute [found]. Half of those asked
[said] they had moved in the past three years; a third [said] they hoped to leave the city.

Mr. Okafor, 61, [described] himself as a gardener first and a mayor second. He [likes to say] that
weeds taught him politics. He [recalled] that his mother [used to tell] him to keep his shoes by
the door.

The airline [blamed] the delay on fog. Passengers [complained] that they had been left without
water for six hours, and the regulator [said] it was looking into the matter.

Economists are divided over the plan. Some [doubt] that a lower rate would help; others [see] it
as overdue. “Nobody knows how much slack there is,” [said] Petra Lindqvist of the Nordholm Bank.

The minister [expressed] concern about the shortage and [called for] an inquiry. [Calls for] his
resignation grew louder on Thursday, and there were [fears that] the coalition would break.

In Lisbon Street the shutters stayed down. A woman who gave her name as Marta [said] she had slept
in the school gym. “They [told] us it was safe,” she [said], “and then they [told] us to run.”

Ms. Adeyemi [tweeted] that the vote had been “stolen in plain sight.” There is no evidence of
that, and election officials in both counties [rejected] the allegation. She later deleted the
message.

The museum will open on March 3, the director [announced]. Tickets cost $14. The building,
designed in 1908, was once a customs house, and a tunnel is [said] to lead to the harbor.

The two countries [have agreed] to share satellite data, the agency [confirmed] on Wednesday. An
earlier plan to share radar was dropped. Whether the data will be public is not known.

“My opponent [says] he likes trains,” she [joked], “but he has never met one he did not want to
sell.”

Investigators are looking into whether the pilot had been warned. A preliminary report [is
expected] next month. The manufacturer [maintains] the sensor was sound, and [points to] tests
made in June.

Doctors [believe] that the drug, sold as Velorin, can slow the disease, but they [caution] that
the trial was small. Its maker [estimates] that 20,000 people could benefit. The regulator [has
asked] for more data.

The senator [is considering] a run for governor and intends to decide by June, three people close
to him [said]. He [has told] donors that he [feels] he has done what he came to do.

He wrote two novels and a book of letters, read the news on the radio for a decade, and found a
second career as a cook. He called his mother every Sunday.

Opponents [say] the dam would drown the valley. The company [disagrees]. “We are convinced that
both can live together,” its lawyer [said], [citing] a dam in the north that fish can pass.

The party's leader congratulated the winners, thanked the volunteers and left by a side door.
Later he [admitted] to being “tired, very tired.”

Sergeant Lee Park [testified] that the car had been parked there since dawn. The defence
[suggested] he had the wrong day. [Asked] if he was certain, he [answered] yes.

Some of the best known wines of the region come from a hill that the villagers call the Oven. The
name was first used in 1640, [in the words of] a parish priest, for “a place that cooks men.”

Former Representative Tom Vance, a Republican, [said] in an interview with WKRT that he would not
support the ticket. “I can't do it,” he [said], [adding] that many of his neighbors felt the same
way.

Mrs. Holloway [has repeatedly said] she opposes the pipeline, but her aides [have suggested] she
might accept a shorter route. On the trail she [talks about] jobs and rarely [mentions] the river.

At a rally in Fenton on Saturday, Mr. Vance [mocked] the governor as “a weathervane” and [asked]
the crowd whether it was better off. The crowd [chanted] “No!” and booed.

The campaign did not respond to a request for comment. A lawyer for the campaign [told] the court
that the ballots were lost, [a claim] the clerk [called] absurd.

A Quentin University poll released this week [shows] Holloway ahead by six points among women. But
strategists in both parties [say] the race will tighten, and some Democrats privately [worry] that
turnout will be low.

Mr. Vance's [promise to] close the border within a week drew criticism from sheriffs, who [noted]
that the federal government controls it. “That's not how any of this works,” [said] Sheriff Dana
Kroll.

In his book, Mr. Vance [writes] that he learned to distrust banks as a boy; his brother
[remembers] it differently. He [credits] his mother for his temper.

[Asked] by a moderator if he would accept the result, Mr. Vance [demurred]: “I will look at it at
the time.” His answer stunned his own advisers, who [had urged] him to say yes.

The Treasury [expects] the deficit to shrink to 3 percent of output next year. That forecast,
officials [concede], rests on growth that few economists [foresee].

“If you ask me, she's winning,” [said] Lou Bader, 71, a retired welder who plans to vote for
Holloway. “My wife thinks I'm crazy.”

News of the raid was first [reported] by The Fenton Ledger. The company referred questions to its
lawyers, who declined to comment. A person briefed on the case [said] two more arrests were
likely.

The senator [praised] the deal as a model for others, while activists [denounced] it as a gift to
polluters. The White House [has signaled] that it would veto any bill that undid the deal.
"""
MARKED = tuple(" ".join(paragraph.split()) for paragraph in _TEXT.split("\n\n"))
