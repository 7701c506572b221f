-- Calls that wait for a tariff, in the order in which they are rated when it comes.
create index ligacao_sem_tarifa on ligacao (realizada_em, id) where tarifa_id is null and chave is not null;
