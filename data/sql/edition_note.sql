-- The note facts of an edition: public texts, no company's answers.
-- Grain: as the table note of the panel, without the delivery.
select * exclude (delivery)
from note
order by round, working_group, kind, text_nl;
