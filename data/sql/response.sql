-- The answers of the self-assessments as numbers; the one pass over all answers.
-- Grain: one row per round, company and question of the round's instrument version. earned and possible are in
-- weights times the least common multiple of the version's maxima, earned in millionths, so that all stay integers.
-- An answer that leaves the denominator has possible 0; with $unanswered or $not_applicable 'zero' it stays, as 0.
create or replace temp table response as
select
    assessed.round,
    assessed.company_no,
    question.question_no,
    answer.value_micro * question.multiplier as earned,
    case
        when answer.state = 'answered' then question.possible
        when answer.state = 'unanswered' and $unanswered = 'zero' then question.possible
        when answer.state = 'not_applicable' and $not_applicable = 'zero' then question.possible
        else 0
    end as possible,
    answer.state = 'unanswered' as unanswered,
    answer.state = 'not_applicable' as not_applicable
from answer
join assessed using (round, company)
join question on question.round = answer.round and question.question = answer.question
where answer.assessor = 'self';
