-- A message that failed for good keeps its content for some days more, so that an operator can send it again.

alter table mensagem_fila add column falhou_em timestamptz;
comment on column mensagem_fila.falhou_em is 'It failed for good: nobody sends it again unless told; removed some days later';
drop index mensagem_fila_vez;
create index mensagem_fila_vez on mensagem_fila (canal, prioridade, proxima_em, mensagem_id) where falhou_em is null;
create index mensagem_fila_falhou on mensagem_fila (falhou_em) where falhou_em is not null;

-- Of use to who reads messages of a period; unlike a tree it is not written again with each state.
create index mensagem_criada on mensagem using brin (criada_em);

-- As in 0028; a message that goes back to waiting is no event: «mensagem.pendente» is the carrier's word about an SMS.
create or replace function evento_mensagem() returns trigger language plpgsql as $$
begin
  if not eventos_ligados() then return null; end if;
  if tg_op = 'INSERT' then
    insert into evento (tipo, registro_tipo, registro_id, cliente_id, dados, quando)
    select 'mensagem.' || lower(n.estado), 'mensagem', n.id, n.cliente_id, jsonb_build_object('idMensagem', n.id,
      'idCliente', n.cliente_id, 'canal', n.canal, 'modelo', n.modelo, 'estado', n.estado), (select agora())
    from novas n where n.estado <> 'PENDENTE' order by n.id;
  else
    insert into evento (tipo, registro_tipo, registro_id, cliente_id, dados, quando)
    select 'mensagem.' || lower(case when n.estado <> v.estado then n.estado else n.entrega end), 'mensagem', n.id, n.cliente_id,
      jsonb_build_object('idMensagem', n.id, 'idCliente', n.cliente_id, 'canal', n.canal, 'modelo', n.modelo, 'estado', n.estado,
        'entrega', n.entrega), (select agora())
    from novas n join velhas v on v.id = n.id
    where (n.estado <> v.estado and n.estado <> 'PENDENTE')
      or (n.estado = v.estado and n.entrega is distinct from v.entrega and n.entrega is not null) order by n.id;
  end if;
  return null;
end $$;
