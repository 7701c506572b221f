-- A message is logged by a connection of its own, so that the row stays when the transaction that sent it rolls back.
-- A foreign key would make it wait for the very transaction that waits for it, where that one locks the customer.
alter table mensagem drop constraint mensagem_cliente_id_fkey;
comment on column mensagem.cliente_id is 'Of cliente; without a foreign key, see 0011';
comment on column mensagem.destino is 'Masked: who knows the customer knows the address';
