-- PostgreSQL has no INSERT OR REPLACE: the guards on UPDATE and DELETE hold (this file keeps the numbers alike).
SELECT 1;
