-- How accounting packets become sessions and totals. FreeRADIUS calls contabilizar() once a packet; it runs with the
-- rights of its owner, so that FreeRADIUS needs none on the tables.

-- Counted at most once each ten seconds: a NAS whose clock is wrong sends thousands, which must not wait for one row.
create function radius.anotar(p_tipo text, p_chave text, p_detalhe jsonb) returns void language plpgsql as $$
begin
  if exists (select from radius.anomalia a
    where a.tipo = p_tipo and a.chave = coalesce(p_chave, '') and a.ultima > clock_timestamp() - interval '10 seconds') then
    return;
  end if;
  insert into radius.anomalia as a (tipo, chave, detalhe) values (p_tipo, coalesce(p_chave, ''), p_detalhe)
  on conflict (tipo, chave) do update set vezes = a.vezes + 1, ultima = now(), detalhe = excluded.detalhe;
end $$;

-- Adds to the total of the day; a day that is over has later ones whose *_antes must follow.
create function radius.somar_consumo(p_contrato integer, p_dia date, p_download bigint, p_upload bigint)
returns void language plpgsql as $$
begin
  update radius.consumo_dia set download = download + p_download, upload = upload + p_upload
  where contrato_id = p_contrato and dia = p_dia;
  if not found then
    insert into radius.consumo_dia as c (contrato_id, dia, download, upload, download_antes, upload_antes)
    select p_contrato, p_dia, p_download, p_upload, coalesce(a.download, 0), coalesce(a.upload, 0)
    from (values (1)) um left join lateral (
      select d.download + d.download_antes as download, d.upload + d.upload_antes as upload
      from radius.consumo_dia d where d.contrato_id = p_contrato and d.dia < p_dia order by d.dia desc limit 1) a on true
    on conflict (contrato_id, dia) do update
      set download = c.download + excluded.download, upload = c.upload + excluded.upload;
  end if;
  if p_dia < (now() at time zone 'America/Sao_Paulo')::date then
    update radius.consumo_dia
    set download_antes = download_antes + p_download, upload_antes = upload_antes + p_upload
    where contrato_id = p_contrato and dia > p_dia;
  end if;
end $$;

-- What must be added to the bytes counted before, when a counter shows less than it did. Without gigawords a fall by more
-- than half of 32 bits is the counter's turn; any other fall is a counter that began again at zero.
create function radius.volta(p_antes bigint, p_agora bigint, p_gigawords boolean) returns bigint
language sql immutable as $$
  select case when p_agora is null or p_agora >= p_antes then 0
    when not p_gigawords and p_antes < 4294967296 and p_antes - p_agora > 2147483648 then 4294967296
    else p_antes end
$$;

-- One accounting packet. The same packet again, or an older one, changes nothing. Moments: the packet's Event-Timestamp,
-- or its arrival less Acct-Delay-Time when it has none or one that cannot be right. Gives a word for the log.
create function radius.contabilizar(
  p_tipo text, p_unica text, p_sessao text, p_login text, p_nas text, p_epoca text, p_atraso text, p_tempo text,
  p_entrada text, p_saida text, p_entrada_giga text, p_saida_giga text, p_causa text, p_ip text, p_ipv6 text,
  p_prefixo text, p_delegado text, p_interface text, p_porta text, p_tipo_porta text, p_called text, p_calling text,
  p_servico text, p_protocolo text, p_autenticacao text, p_info text, p_realm text, p_circuito text, p_classe text
) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  chegada constant timestamptz := now();
  nas constant inet := p_nas::inet;
  tempo bigint := nullif(p_tempo, '')::bigint;
  giga constant boolean := p_entrada_giga <> '' or p_saida_giga <> '';
  entrada bigint := nullif(p_entrada, '')::bigint + (coalesce(nullif(p_entrada_giga, '')::bigint, 0) << 32);
  saida bigint := nullif(p_saida, '')::bigint + (coalesce(nullif(p_saida_giga, '')::bigint, 0) << 32);
  fim constant boolean := p_tipo = 'Stop';
  recebido constant timestamptz := chegada - make_interval(secs => least(coalesce(nullif(p_atraso, '')::bigint, 0), 86400));
  momento timestamptz := coalesce(to_timestamp(nullif(p_epoca, '')::bigint), recebido);
  inicio timestamptz;
  s radius.radacct;
  achada boolean;
  volta_entrada bigint;
  volta_saida bigint;
  mais_entrada bigint := 0;
  mais_saida bigint := 0;
  reabre boolean;
begin
  if momento > chegada + interval '10 minutes' or momento < chegada - interval '45 days' then
    perform radius.anotar('RELOGIO', host(nas), jsonb_build_object('pacote', momento, 'chegada', chegada, 'login', p_login));
    momento := recebido;
  end if;
  if p_tipo in ('Accounting-On', 'Accounting-Off') then
    return radius.fechar_do_nas(nas, momento);
  end if;
  if p_tipo not in ('Start', 'Interim-Update', 'Stop') then
    return 'ignorado';
  end if;
  -- Twice the same packet at the same time: the second waits, and then finds what the first wrote.
  perform pg_advisory_xact_lock(hashtextextended(p_unica, 30));
  inicio := momento - case when tempo between 0 and 34560000 then make_interval(secs => tempo) else interval '0' end;

  select r.* into s from radius.sessao_aberta a
    join radius.radacct r on r.radacctid = a.radacctid and r.acctstarttime = a.acctstarttime
    where a.acctuniqueid = p_unica;
  achada := found;
  if not achada then
    select r.* into s from radius.radacct r
    where r.acctuniqueid = p_unica and r.acctstarttime between inicio - interval '35 days' and momento + interval '1 day'
    order by r.acctstarttime desc limit 1;
    achada := found;
  end if;

  -- A NAS that counts its sessions from one again gives old numbers to new ones.
  if achada and s.acctstoptime is not null
     and (case when p_tipo = 'Start' then momento > s.acctstoptime else inicio > s.acctstoptime + interval '1 minute' end)
     and (p_tipo = 'Start' or tempo is not null) then
    achada := false;
  elsif achada and s.acctstoptime is null and p_tipo = 'Start' then
    if coalesce(s.acctsessiontime, 0) = 0 or momento <= s.acctupdatetime + interval '1 minute' then
      return 'repetido';
    end if;
    perform radius.anotar('SESSAO_REINICIADA', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'momento', momento));
    perform radius.fechar_sessao(s, s.acctupdatetime, 'NAS-Reboot');
    achada := false;
  end if;

  if not achada then
    insert into radius.radacct (acctsessionid, acctuniqueid, username, realm, nasipaddress, nasportid, nasporttype,
      acctstarttime, acctupdatetime, acctstoptime, acctsessiontime, acctauthentic, connectinfo_start, connectinfo_stop,
      acctinputoctets, acctoutputoctets, calledstationid, callingstationid, acctterminatecause, servicetype,
      framedprotocol, framedipaddress, framedipv6address, framedipv6prefix, framedinterfaceid, delegatedipv6prefix, class,
      groupname, contrato_id, circuit_id)
    values (p_sessao, p_unica, p_login, nullif(p_realm, ''), nas, nullif(p_porta, ''), nullif(p_tipo_porta, ''),
      inicio, momento, case when fim then momento end, coalesce(tempo, 0), nullif(p_autenticacao, ''),
      nullif(p_info, ''), case when fim then nullif(p_info, '') end,
      coalesce(entrada, 0), coalesce(saida, 0), nullif(p_called, ''), nullif(p_calling, ''), nullif(p_causa, ''),
      nullif(p_servico, ''), nullif(p_protocolo, ''), nullif(p_ip, '')::inet, nullif(p_ipv6, '')::inet,
      nullif(p_prefixo, '')::inet, nullif(p_interface, ''), nullif(p_delegado, '')::inet, nullif(p_classe, ''),
      (select g.groupname from radius.radusergroup g where g.username = p_login order by g.priority limit 1),
      (select k.id from public.contrato k where k.login_radius = p_login), nullif(p_circuito, ''))
    returning radacctid, acctstarttime, contrato_id into s.radacctid, s.acctstarttime, s.contrato_id;
    if not fim then
      insert into radius.sessao_aberta (acctuniqueid, radacctid, acctstarttime, nasipaddress, contrato_id)
      values (p_unica, s.radacctid, s.acctstarttime, nas, s.contrato_id);
    end if;
    if s.contrato_id is null then
      perform radius.anotar('LOGIN_DESCONHECIDO', p_login, jsonb_build_object('nas', host(nas), 'momento', momento));
    elsif entrada > 0 or saida > 0 then
      perform radius.somar_consumo(s.contrato_id, (momento at time zone 'America/Sao_Paulo')::date, coalesce(saida, 0), coalesce(entrada, 0));
    end if;
    if not exists (select from radius.nas n where n.nasname = host(nas)) then
      perform radius.anotar('NAS_DESCONHECIDO', host(nas), jsonb_build_object('login', p_login, 'momento', momento));
    end if;
    return 'nova';
  end if;

  if p_tipo = 'Start' then
    return 'repetido';
  end if;

  -- Older than what is known, or the same again. A Stop still ends a session that is open.
  if (case when tempo is not null then tempo < coalesce(s.acctsessiontime, 0) else momento < s.acctupdatetime end)
     or (s.acctstoptime is not null and not s.fechada_por_regra and coalesce(tempo, 0) <= s.acctsessiontime) then
    if not (fim and s.acctstoptime is null) then
      return 'atrasado';
    end if;
    entrada := greatest(entrada, s.acctinputoctets - s.entrada_base);
    saida := greatest(saida, s.acctoutputoctets - s.saida_base);
    tempo := greatest(tempo, s.acctsessiontime);
  end if;

  volta_entrada := radius.volta(s.acctinputoctets - s.entrada_base, entrada, giga);
  volta_saida := radius.volta(s.acctoutputoctets - s.saida_base, saida, giga);
  -- Closed by a rule, and yet alive.
  reabre := not fim and s.fechada_por_regra and momento > s.acctstoptime and tempo > coalesce(s.acctsessiontime, 0);
  if volta_entrada > 0 or volta_saida > 0 then
    if tempo = s.acctsessiontime then
      -- Two packets of the same second that contradict each other: the higher one holds.
      entrada := greatest(entrada, s.acctinputoctets - s.entrada_base);
      saida := greatest(saida, s.acctoutputoctets - s.saida_base);
      volta_entrada := 0;
      volta_saida := 0;
    else
      perform radius.anotar('CONTADOR_REGREDIU', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'momento', momento,
        'entrada', jsonb_build_array(s.acctinputoctets - s.entrada_base, entrada), 'saida', jsonb_build_array(s.acctoutputoctets - s.saida_base, saida)));
    end if;
  end if;
  if entrada is not null then mais_entrada := s.entrada_base + volta_entrada + entrada - s.acctinputoctets; end if;
  if saida is not null then mais_saida := s.saida_base + volta_saida + saida - s.acctoutputoctets; end if;

  update radius.radacct r set
    acctupdatetime = greatest(r.acctupdatetime, momento),
    acctinterval = greatest(extract(epoch from momento - r.acctupdatetime)::bigint, 0),
    acctsessiontime = coalesce(tempo, extract(epoch from momento - r.acctstarttime)::bigint),
    acctinputoctets = r.acctinputoctets + mais_entrada,
    acctoutputoctets = r.acctoutputoctets + mais_saida,
    entrada_base = r.entrada_base + volta_entrada,
    saida_base = r.saida_base + volta_saida,
    framedipaddress = coalesce(nullif(p_ip, '')::inet, r.framedipaddress),
    framedipv6address = coalesce(nullif(p_ipv6, '')::inet, r.framedipv6address),
    framedipv6prefix = coalesce(nullif(p_prefixo, '')::inet, r.framedipv6prefix),
    delegatedipv6prefix = coalesce(nullif(p_delegado, '')::inet, r.delegatedipv6prefix),
    acctstoptime = case when fim then momento when reabre then null else r.acctstoptime end,
    acctterminatecause = case when fim then nullif(p_causa, '') when reabre then null else r.acctterminatecause end,
    connectinfo_stop = case when fim then nullif(p_info, '') else r.connectinfo_stop end,
    fechada_por_regra = r.fechada_por_regra and not fim and not coalesce(reabre, false)
  where r.radacctid = s.radacctid and r.acctstarttime = s.acctstarttime;
  if fim and s.acctstoptime is null then
    delete from radius.sessao_aberta where acctuniqueid = p_unica;
  elsif reabre then
    insert into radius.sessao_aberta (acctuniqueid, radacctid, acctstarttime, nasipaddress, contrato_id)
    values (p_unica, s.radacctid, s.acctstarttime, nas, s.contrato_id) on conflict do nothing;
  end if;
  if fim and momento < s.acctstarttime then
    perform radius.anotar('FIM_ANTES_DO_INICIO', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'inicio', s.acctstarttime, 'fim', momento));
  end if;
  if s.contrato_id is not null and (mais_entrada > 0 or mais_saida > 0) then
    perform radius.somar_consumo(s.contrato_id, (momento at time zone 'America/Sao_Paulo')::date, mais_saida, mais_entrada);
  end if;
  return case when fim then 'fim' else 'andamento' end;
end $$;

-- Ends a session of which nobody told the end. What comes of it later still counts.
create function radius.fechar_sessao(s radius.radacct, p_fim timestamptz, p_causa text) returns void language sql as $$
  update radius.radacct set acctstoptime = p_fim, acctterminatecause = p_causa, fechada_por_regra = true
  where radacctid = (s).radacctid and acctstarttime = (s).acctstarttime;
  delete from radius.sessao_aberta where acctuniqueid = (s).acctuniqueid;
$$;

-- Accounting-On, Accounting-Off: the NAS has forgotten its sessions (RFC 2866, 5.1).
create function radius.fechar_do_nas(p_nas inet, p_momento timestamptz) returns text language plpgsql as $$
declare
  s radius.radacct;
  n integer := 0;
begin
  for s in select r.* from radius.sessao_aberta a
    join radius.radacct r on r.radacctid = a.radacctid and r.acctstarttime = a.acctstarttime
    where a.nasipaddress = p_nas and a.acctstarttime <= p_momento order by a.acctuniqueid loop
    perform radius.fechar_sessao(s, p_momento, 'NAS-Reboot');
    n := n + 1;
  end loop;
  return n || ' fechadas';
end $$;

-- Sessions that have been silent for so many intervals of their NAS: they end at their last word. Gives how many.
create function radius.fechar_perdidas(p_agora timestamptz) returns integer language plpgsql as $$
declare
  s radius.radacct;
  n integer := 0;
begin
  for s in select r.* from radius.sessao_aberta a
    join radius.radacct r on r.radacctid = a.radacctid and r.acctstarttime = a.acctstarttime
    cross join radius.parametro p
    left join radius.nas n on n.nasname = host(a.nasipaddress)
    where r.acctupdatetime < p_agora - make_interval(secs => p.interims_perdidos * coalesce(n.intervalo_s, 600)) loop
    perform radius.fechar_sessao(s, s.acctupdatetime, 'Lost-Service');
    n := n + 1;
  end loop;
  return n;
end $$;

-- One reading of each contract that has a session open, at the last full 600 s.
create function radius.ler_contadores(p_agora timestamptz) returns integer language sql as $$
  with lidas as (
    insert into radius.leitura (contrato_id, quando, login, entrada, saida)
    select k.id, date_bin('600 seconds', p_agora, '2000-01-01Z'), k.login_radius,
      c.upload_antes + c.upload, c.download_antes + c.download
    from (select distinct contrato_id from radius.sessao_aberta where contrato_id is not null) a
    join public.contrato k on k.id = a.contrato_id and k.login_radius is not null
    join lateral (select d.* from radius.consumo_dia d where d.contrato_id = k.id order by d.dia desc limit 1) c on true
    on conflict do nothing returning 1)
  select count(*)::integer from lidas
$$;

-- The first day of the billing period that a day lies in; where a month lacks the day, its last one.
create function inicio_do_periodo(p_dia smallint, p_hoje date) returns date language sql immutable as $$
  select case when este <= p_hoje then este else anterior end
  from (select least(mes + (p_dia - 1), (mes + interval '1 month - 1 day')::date) as este,
      least((mes - interval '1 month')::date + (p_dia - 1), mes - 1) as anterior
    from (select date_trunc('month', p_hoje)::date as mes) m) d
$$;

-- Makes the partitions of the months from that of p_de to that of p_ate. Rows that had come before them move in.
create function radius.criar_particoes(p_de date, p_ate date) returns integer language plpgsql as $$
declare
  mes date := date_trunc('month', p_de)::date;
  t record;
  nome text;
  de timestamptz;
  ate timestamptz;
  n integer := 0;
begin
  perform pg_advisory_xact_lock(30, 1);
  while mes <= p_ate loop
    de := mes::timestamp at time zone 'America/Sao_Paulo';
    ate := (mes + interval '1 month')::timestamp at time zone 'America/Sao_Paulo';
    for t in select * from (values ('radacct', 'acctstarttime'), ('radpostauth', 'authdate'), ('leitura', 'quando')) v (tabela, coluna) loop
      nome := t.tabela || to_char(mes, '_YYYY_MM');
      continue when to_regclass('radius.' || nome) is not null;
      -- Room in each page, so that the packets of a session rewrite its row in place.
      execute format('create table radius.%I (like radius.%I including all excluding identity) with (fillfactor = 80)', nome, t.tabela);
      execute format('with velhas as (delete from radius.%1$I where %2$I >= %3$L and %2$I < %4$L returning *) insert into radius.%5$I select * from velhas',
        t.tabela || '_resto', t.coluna, de, ate, nome);
      execute format('alter table radius.%I attach partition radius.%I for values from (%L) to (%L)', t.tabela, nome, de, ate);
      n := n + 1;
    end loop;
    mes := (mes + interval '1 month')::date;
  end loop;
  return n;
end $$;

-- Drops the months whose last session ended more than a year ago (Lei 12.965/2014, art. 13: connection logs are kept for
-- one year), and readings after parametro.leituras_meses. Gives their names.
create function radius.descartar_particoes(p_hoje date) returns text[] language plpgsql as $$
declare
  t record;
  em_uso boolean;
  guarda constant timestamptz := (p_hoje - interval '1 year')::timestamp at time zone 'America/Sao_Paulo';
  leituras constant date := (p_hoje - make_interval(months => (select leituras_meses from radius.parametro)))::date;
  nomes text[] := '{}';
begin
  perform pg_advisory_xact_lock(30, 1);
  for t in select c.relname::text as nome, p.relname::text as tabela,
      (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date as fim
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.relnamespace = 'radius'::regnamespace and c.relname ~ '_\d{4}_\d{2}$' order by c.relname loop
    continue when t.fim > case t.tabela when 'leitura' then leituras else (p_hoje - interval '1 year')::date end;
    em_uso := false;
    if t.tabela = 'radacct' then
      execute format('select exists (select from radius.%I where coalesce(acctstoptime, acctupdatetime) >= $1)', t.nome)
        into em_uso using guarda;
    end if;
    continue when em_uso;
    if t.tabela = 'radacct' then
      execute format('delete from radius.sessao_aberta a using radius.%I r where r.radacctid = a.radacctid and r.acctstarttime = a.acctstarttime', t.nome);
    end if;
    execute format('drop table radius.%I', t.nome);
    nomes := nomes || t.nome;
  end loop;
  return nomes;
end $$;

select radius.criar_particoes(current_date, (current_date + interval '3 months')::date), radius.gerar_grupos();

-- All that FreeRADIUS may do: read who may log in and which NAS there are, hand in packets, log attempts. It reads no
-- table of the register, no session and no total.
create function radius.conceder(papel name) returns void language plpgsql as $$
begin
  execute format('grant usage on schema radius to %I', papel);
  execute format('grant select on radius.radcheck, radius.radreply, radius.radusergroup, radius.radgroupcheck,
    radius.radgroupreply, radius.nas to %I', papel);
  execute format('grant insert on radius.radpostauth to %I', papel);
  execute format('grant execute on function radius.contabilizar to %I', papel);
end $$;

revoke all on all functions in schema radius from public;

-- Where this user may not create roles (a managed PostgreSQL), the operator creates one and calls conceder() for it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'balcao_radius') then
    create role balcao_radius nologin;
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
  raise notice 'balcao_radius was not created: %', sqlerrm;
end $$;
do $$
begin
  if exists (select from pg_roles where rolname = 'balcao_radius') then
    perform radius.conceder('balcao_radius');
  end if;
end $$;
