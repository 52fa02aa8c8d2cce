-- The activity facts of an edition: public texts, no company's answers.
-- Grain: as the table activity of the panel, without the delivery.
select * exclude (delivery)
from activity
order by round, activity;
