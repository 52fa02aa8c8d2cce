-- One round of a random panel: company c joins in round c % 8 + 1 at the latest, one in twelve is silent in a round.
insert into company
select
    $round, md5(c::text), ($starts::date - to_days(((c % 8) * 365 - 10)::integer))::date, null,
    ['primary', 'recycling', 'wholesale', 'end_user'][1 + c % 4], ['supplies', 'no', 'no'][1 + c % 3],
    ['fte_0_25', 'fte_26_250', 'fte_251_5000', 'fte_5001'][1 + (c // 4) % 4]
from range($companies) as each(c)
where c % 40 <> $round;
insert into assessment
select $round, company, 'self', 'v3', case when hash(company, $round) % 12 > 0 then $ends::date end
from company
where delivery = $round;
insert into answer_word
select (select coalesce(max(number), 0) from answer_word) + row_number() over (), word
from (select company as word from company union select question from question union select 'self')
anti join answer_word using (word);
insert into coded_answer
with drawn as (
    select company, question, maximum, hash(company, question, $round) as chance
    from company
    cross join question
    where company.delivery = $round
)
select
    $round, companies.number, questions.number, (select number from answer_word where word = 'self'),
    chance % 100 < 5 or chance % 100 >= 10,
    case when chance % 100 >= 10 then (chance // 100 % (maximum + 1))::bigint * 1000000 end
from drawn
join answer_word as companies on companies.word = company
join answer_word as questions on questions.word = question;
