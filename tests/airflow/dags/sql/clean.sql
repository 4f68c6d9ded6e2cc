-- Events of a day once more, without doubles.
DELETE FROM raw.events WHERE day = :day AND body IS NULL;
