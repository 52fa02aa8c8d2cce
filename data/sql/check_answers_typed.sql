-- Answers as numbers: who (company), what (question), by whom (assessor) and how much, for the checks that follow.
-- Grain of typed_answers: one row per delivered row (long) or per cell of a question (wide), blank ones included.
-- value: millionths of a point; -1 is not applicable; null is unanswered, or unreadable (a fault by itself).
-- asked: whether the question is for the company's segment; too_high: above the question's maximum.
create table number_company as
with every as (
    select value as company from map_answers_company where value is not null
    union
    select company from names_declared
)
select company, segment_bit, (row_number() over (order by company) - 1)::integer as number
from every left join names_declared using (company);

create table map_company as
select text, number, segment_bit from map_answers_company left join number_company on value = company;

create table map_question as
select text, number, maximum_micro, segment_bits from map_answers_question left join number_question on value = question;

create table map_assessor as
select text, number from map_answers_assessor left join number_assessor on value = assessor;

create table typed_answers as
select
    sheet_number,
    row_number,
    position,
    c.number as company,
    q.number as question,
    a.number as assessor,
    v.value as value,
    q.segment_bits & c.segment_bit <> 0 as asked,
    coalesce(v.value > q.maximum_micro, false) as too_high
from text_answers t
join map_company c on coalesce(t.company, '') = c.text
join map_question q on coalesce(t.question, '') = q.text
join map_assessor a on coalesce(t.assessor, '') = a.text
join map_answers_value v on coalesce(t.value, '') = v.text;

-- Grain of answered_by: one row per company x assessor, with its first place. filled: answers that are not blank;
-- questions: how many different ones stand there, so that answers > questions means that one stands there twice.
-- Variable last_question: the highest number of a question. A place is one number: sheet, then row (below 2^32).
create table answered_by as
with counted as (
    select
        company,
        assessor,
        count(value) as filled,
        count(question) as answers,
        bit_count(bitstring_agg(question, 0, getvariable('last_question'))) as questions,
        min((sheet_number::bigint << 32) + row_number) as place
    from typed_answers
    where company is not null and assessor is not null
    group by all
)
select * exclude (place), place >> 32 as sheet_number, place & 4294967295 as row_number
from counted;
