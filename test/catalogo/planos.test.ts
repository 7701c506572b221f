import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import {
  CIDADE,
  makeArea,
  makeBairro,
  makePacote,
  makePlano,
  makePreco,
  makeProspecto,
  makeTecnologia,
  makeTipoContrato,
  makeVelocidade,
  OUTRA_CIDADE,
} from './makers.ts';

const t = await testApp();
const { app, db, clock } = t;
const headers = await tokenHeaders(t, await makeIntegrador(db));

interface Lugar {
  pessoa?: 'PessoaFisica' | 'PessoaJuridica';
  cidade?: number;
}

type Plano = Awaited<ReturnType<typeof makePlano>>;

const listed = async (
  { tecnologiaId, tipoContratoId }: Plano,
  { pessoa = 'PessoaFisica', cidade = CIDADE }: Lugar = {},
) => {
  const url = `/ws/comercial/contratos/planos/tecnologia/${tecnologiaId}/tipo_contrato/${tipoContratoId}/tipo_pessoa/${pessoa}/cidade/${cidade}`;
  const response = await app.inject({ method: 'GET', url, headers });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<{ resposta: { IdPlano: number }[] }>().resposta;
};
const sold = async (plano: Plano, lugar?: Lugar) =>
  (await listed(plano, lugar)).some(({ IdPlano }) => IdPlano === plano.id);

test('a plan is sold to its kinds of person, in its cities, while it is for sale', async () => {
  const everywhere = await makePlano(db);
  const people = await makePlano(db, { pessoa_juridica: false });
  const city = await makePlano(db);
  await db.insertInto('plano_cidade').values({ plano_id: city.id, cidade_id: OUTRA_CIDADE }).execute();
  const retired = await makePlano(db, { a_venda: false });
  const priceless = await makePlano(db, { valor: null });
  assert.equal(await sold(everywhere, { cidade: OUTRA_CIDADE }), true);
  assert.equal(await sold(people), true);
  assert.equal(await sold(people, { pessoa: 'PessoaJuridica' }), false);
  assert.equal(await sold(city), false);
  assert.equal(await sold(city, { cidade: OUTRA_CIDADE }), true);
  assert.equal(await sold(retired), false);
  assert.equal(await sold(priceless), false);
  assert.equal(await sold({ ...everywhere, tipoContratoId: people.tipoContratoId }), false);
});

test('a plan without a price for companies is not for sale to them', async () => {
  const plano = await makePlano(db, { valor: null, utiliza_tabela_preco: true });
  const area = await makeArea(db, { cidadeId: CIDADE });
  assert.equal(await sold(plano), false);
  await makePreco(db, { plano_id: plano.id, tipo_contrato_id: plano.tipoContratoId, area_cobertura_id: area.id });
  assert.equal(await sold(plano), true);
  assert.equal(await sold(plano, { pessoa: 'PessoaJuridica' }), false);
  assert.equal(await sold(plano, { cidade: OUTRA_CIDADE }), false);
});

test('a price of another day or of a district of another city sells nothing; one of a district of the city does', async () => {
  const plano = await makePlano(db, { valor: null, utiliza_tabela_preco: true });
  const bairro = await makeBairro(db);
  const area = await makeArea(db, { bairroId: bairro.id });
  const chave = { plano_id: plano.id, tipo_contrato_id: plano.tipoContratoId, area_cobertura_id: area.id };
  await makePreco(db, { ...chave, inicio: addDays(clock.today(), 1) });
  assert.equal(await sold(plano), false);
  await makePreco(db, { ...chave, fim: clock.today() });
  assert.equal(await sold(plano), true);
  assert.equal(await sold(plano, { cidade: OUTRA_CIDADE }), false);
});

test('the list shows the attributes of network, voice and TV, and the installation service', async () => {
  const servico = await db
    .insertInto('servico')
    .values({ descricao: 'TAXA', valor: centavos(25000), permite_parcelar: true, maximo_parcelas: 6 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const plano = await makePlano(db, { servico_instalacao_id: servico.id });
  const velocidade = await makeVelocidade(db);
  const rede = await db
    .insertInto('plano_rede')
    .values({ plano_id: plano.id, velocidade_id: velocidade.id, limite_franquia: 5, descricao_franquia: 'ILIMITADO' })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.deepEqual(await listed(plano), [
    {
      ServicoInstalacao: {
        Descricao: 'TAXA',
        NumeroMaximoParcelas: 6,
        Id: servico.id,
        PermiteParcela: true,
        Valor: 250,
      },
      Tecnologia: 'FIBRA',
      DadosVoz: null,
      DescricaoPlano: 'PLANO',
      PossuiPlanejamentoTributario: false,
      DadosRede: {
        LimiteFranquia: 5,
        SenhaPadraoRadius: null,
        ReservaSaidaCaixa: false,
        Velocidade: '2048 kbps',
        GeraSenhaRadiusAutomatico: true,
        QuantidadeIPPermitida: 1,
        DescricaoFranquia: 'ILIMITADO',
        GeraLoginRadiusAutomaticoCidade: null,
        Id: rede.id,
        GeraLoginRadiusAutomatico: true,
        LoginPadraoRadius: null,
      },
      Valor: 99.9,
      UtilizaTabelaPreco: false,
      TipoTecnologia: 'INTERNET',
      IdPlano: plano.id,
      DadosTV: null,
    },
  ]);
});

const pacotes = async (tipo: number, cidade = CIDADE) => {
  const url = `/ws/comercial/contratos/pacotes/tipo_contrato/${tipo}/cidade/${cidade}`;
  return (await app.inject({ method: 'GET', url, headers })).json<{
    resposta: { IdPacote: number; PlanosPacote: object[] }[];
  }>().resposta;
};

test('a package is sold where all its plans are', async () => {
  const a = await makePlano(db);
  const b = await makePlano(db, { tecnologia_id: (await makeTecnologia(db, 'TELEFONIA')).id }, a.tipoContratoId);
  const pacote = await makePacote(db, a.tipoContratoId, [
    { plano_id: b.id, desconto: 3333, em_porcentagem: true },
    { plano_id: a.id, desconto: 200 },
  ]);
  const [found] = await pacotes(a.tipoContratoId);
  assert.equal(found?.IdPacote, pacote.id);
  assert.deepEqual(found?.PlanosPacote[0], {
    DescontoEmPorcentagem: true,
    Tecnologia: 'FIBRA',
    DescontoPacote: 33.33,
    PossuiPlanejamentoTributario: false,
    ValorPlano: 99.9,
    UtilizaTabelaPreco: false,
    TipoTecnologia: 'TELEFONIA',
    IdPlano: b.id,
    Plano: 'PLANO',
  });
  await db.insertInto('plano_cidade').values({ plano_id: b.id, cidade_id: OUTRA_CIDADE }).execute();
  assert.deepEqual(await pacotes(a.tipoContratoId), []);
  assert.equal((await pacotes(a.tipoContratoId, OUTRA_CIDADE)).length, 1);
  await db.updateTable('pacote').set({ a_venda: false }).where('id', '=', pacote.id).execute();
  assert.deepEqual(await pacotes(a.tipoContratoId, OUTRA_CIDADE), []);
});

test('a prospect is offered what is sold to its kind of person in the city of its address', async () => {
  const tipo = await makeTipoContrato(db);
  const plano = await makePlano(db, { pessoa_juridica: false }, tipo.id);
  await db.insertInto('plano_cidade').values({ plano_id: plano.id, cidade_id: CIDADE }).execute();
  const pacote = await makePacote(db, tipo.id, [{ plano_id: plano.id, desconto: 500 }]);
  const offered = async (id: number) => {
    const get = (path: string) =>
      app.inject({ method: 'GET', url: `/ws/comercial/${path}?idProspecto=${id}`, headers });
    const planos = await get(`planos/tecnologia/${plano.tecnologiaId}/tipo_contrato/${tipo.id}`);
    const pacotes = await get(`pacotes/tipo_contrato/${tipo.id}`);
    return [planos.json<{ resposta: object[] }>().resposta, pacotes.json<{ resposta: object[] }>().resposta];
  };
  const both = [
    [
      {
        Tecnologia: 'FIBRA',
        DescricaoPlano: 'PLANO',
        Valor: 99.9,
        UtilizaTabelaPreco: false,
        TipoTecnologia: 'INTERNET',
        IdPlano: plano.id,
      },
    ],
    [
      {
        Descricao: 'PACOTE',
        IdPacote: pacote.id,
        PlanosPacote: [{ DescontoEmPorcentagem: false, DescontoPacote: 5, ValorPlano: 99.9, Plano: 'PLANO' }],
      },
    ],
  ];
  assert.deepEqual(await offered(await makeProspecto(db, 'FISICA', CIDADE)), both);
  assert.deepEqual(await offered(await makeProspecto(db, 'FISICA')), both, 'no address, no condition');
  assert.deepEqual(await offered(await makeProspecto(db, 'FISICA', OUTRA_CIDADE)), [[], []]);
  assert.deepEqual(await offered(await makeProspecto(db, 'JURIDICA', CIDADE)), [[], []]);
});

test('an unknown prospect is told so in the words of the document', async () => {
  for (const path of ['planos/tecnologia/1/tipo_contrato/1', 'pacotes/tipo_contrato/1']) {
    const response = await app.inject({ method: 'GET', url: `/ws/comercial/${path}?idProspecto=999999`, headers });
    assert.equal(response.statusCode, 400);
    assert.deepEqual(response.json(), {
      error: 'O idProspecto informado nao pertence a nenhum prospecto cadastrado no sistema.',
    });
    const missing = await app.inject({ method: 'GET', url: `/ws/comercial/${path}`, headers });
    assert.deepEqual(missing.json(), { error: 'O campo idProspecto é obrigatório.' });
  }
});
