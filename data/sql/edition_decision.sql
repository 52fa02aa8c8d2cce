-- The decision facts of an edition: public texts, no company's answers.
-- Grain: as the table decision of the panel, without the delivery.
select * exclude (delivery)
from decision
order by round, date, subject, reason_nl;
