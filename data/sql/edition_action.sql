-- The actions of an edition that suppresses nothing, without the companies.
-- Grain: one row per round and action of a company on the roster. days_overdue: at the end of the round, of what is not
-- over and has a date; 0 where it was not due yet. Plans come in until then: the reference date, in the middle of the
-- round, lies before the day of which they tell the status.
select
    action.action, action.round, action.step, action.theme, action.status, action.due, action.completed_on,
    partner.word as partner,
    support.word as support_wanted,
    case
        when action.due is not null and action.status not in ('done', 'dropped')
            then greatest(agreement_round.ends - action.due, 0)
    end as days_overdue
from action
join roster using (round, company)
join agreement_round using (round)
left join wording as partner on partner.kind = 'partner' and partner.folded = folded(action.partner)
left join wording as support on support.kind = 'support_wanted' and support.folded = folded(action.support_wanted)
order by action.round, action.action;
