-- What everything else stands on: money, the clock, the audit trail, idempotency.

-- Exact, and safe inside json_agg, where numeric would come back as a double.
create domain centavos as bigint;

-- What this database is for. The demo has known passwords, so neither kind is ever opened as the other.
create table instalacao (
  id boolean primary key default true check (id),
  tipo text not null check (tipo in ('producao', 'demo')),
  criada_em timestamptz not null default now()
);

-- The parts of the demo provider's data that were loaded.
create table demo_carga (
  parte text primary key,
  carregada_em timestamptz not null default now()
);

-- The program's one clock. The offset is zero in production; the demo moves it (PUT /demo/relogio).
create table relogio (
  id boolean primary key default true check (id),
  deslocamento interval not null default '0'
);
insert into relogio default values;

create function agora() returns timestamptz language sql stable
  as 'select now() + (select deslocamento from relogio)';

-- Audit trail. Rows are written by the trigger below, in the transaction of the change itself, so that no
-- write can leave without one. Who and why come from transaction-local settings (platform/transaction.ts).
create table auditoria (
  id bigint generated always as identity primary key,
  quando timestamptz not null,
  origem text not null,
  integrador_id integer,
  usuario_id integer,
  cliente_id integer,
  operacao text not null,
  requisicao text,
  ip inet,
  tabela text not null,
  registro text not null,
  acao text not null check (acao in ('incluiu', 'alterou', 'excluiu')),
  antes jsonb,
  depois jsonb
);
create index auditoria_quando on auditoria using brin (quando);
create index auditoria_registro on auditoria (tabela, registro, id);
create index auditoria_integrador on auditoria (integrador_id, id);

create function contexto(nome text) returns text language sql stable
  as $$select nullif(current_setting('balcao.' || nome, true), '')$$;

-- Arguments: the key column, then the columns whose values must never be copied (secrets, contents).
create function auditar() returns trigger language plpgsql as $$
declare
  velho jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  novo jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  chave text := coalesce(novo, velho) ->> tg_argv[0];
  coluna text;
begin
  if contexto('auditoria') = 'nao' then
    return null; -- bulk loads leave one row of their own instead
  end if;
  if tg_op = 'UPDATE' then
    if velho = novo then
      return null;
    end if;
    select jsonb_object_agg(v.key, v.value) into velho from jsonb_each(velho) v where novo -> v.key is distinct from v.value;
    select jsonb_object_agg(n.key, n.value) into novo from jsonb_each(novo) n where velho ? n.key;
  end if;
  for i in 1 .. tg_nargs - 1 loop
    coluna := tg_argv[i];
    if velho ? coluna then velho := jsonb_set(velho, array[coluna], '"***"'); end if;
    if novo ? coluna then novo := jsonb_set(novo, array[coluna], '"***"'); end if;
  end loop;
  insert into auditoria (quando, origem, integrador_id, usuario_id, cliente_id, operacao, requisicao, ip,
                         tabela, registro, acao, antes, depois)
  values (agora(), coalesce(contexto('origem'), 'sql'), contexto('integrador')::integer,
          contexto('usuario')::integer, contexto('cliente')::integer, coalesce(contexto('operacao'), 'sql'),
          contexto('requisicao'), contexto('ip')::inet, tg_table_name, chave,
          case tg_op when 'INSERT' then 'incluiu' when 'UPDATE' then 'alterou' else 'excluiu' end, velho, novo);
  return null;
end $$;

-- auditar_tabela('cliente', 'id', 'senha_hash'): puts the trigger on a table.
create function auditar_tabela(tabela regclass, chave text, variadic ocultas text[] default '{}') returns void
language plpgsql as $$
begin
  execute format('create trigger auditar after insert or update or delete on %s for each row execute function auditar(%s)',
                 tabela, (select string_agg(quote_literal(a), ', ') from unnest(array[chave] || ocultas) a));
end $$;

-- The answer of each write that carried an Idempotency-Key, in the transaction of that write.
create table idempotencia (
  integrador_id integer not null,
  chave text not null check (length(chave) <= 200),
  operacao text not null,
  requisicao_sha256 bytea not null,
  criada_em timestamptz not null default agora(),
  status smallint,
  tipo_conteudo text,
  corpo text,
  primary key (integrador_id, chave)
);
create index idempotencia_criada_em on idempotencia (criada_em);
