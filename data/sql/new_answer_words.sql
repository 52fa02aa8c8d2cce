-- Words that no answer had before get the next numbers. Reads `delivered_words` (place, word; a word may come twice).
insert into main.answer_word
select (select coalesce(max(number), 0) from main.answer_word) + row_number() over (order by min(place)), word
from delivered_words
anti join main.answer_word using (word)
group by word;
