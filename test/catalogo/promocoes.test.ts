import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/dates.ts';
import { makeIntegrador, testApp, tokenHeaders } from '../support/app.ts';
import { CIDADE, makeBairro, makePacote, makePlano, makePromocao } from './makers.ts';

const t = await testApp();
const { app, db, clock } = t;
const headers = await tokenHeaders(t, await makeIntegrador(db));

const bairro = await makeBairro(db);
const plano = await makePlano(db);

const sale = {
  idFormaCobranca: 65,
  idPlano: plano.id,
  idTecnologia: plano.tecnologiaId,
  idTipoContrato: plano.tipoContratoId,
  idCidade: CIDADE,
  idBairro: bairro.id,
  idPerfil: 1,
  estado: 'MG',
  cep: '36402-157',
  prePago: 0,
  tipoPessoa: 'PessoaFisica',
};

const ask = (body: object) =>
  app.inject({ method: 'POST', url: '/ws/comercial/contratos/promocoes/ativas', headers, payload: body });

/** Whether the promotion is answered to this sale. */
async function valid(id: number, changed: object = {}): Promise<boolean> {
  const response = await ask({ ...sale, ...changed });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<{ resposta: { Id: number }[] }>().resposta.some((promocao) => promocao.Id === id);
}

test('a promotion holds from its first day to its last, both included', async () => {
  const hoje = clock.today();
  const ended = await makePromocao(db, { inicio: addDays(hoje, -30), fim: addDays(hoje, -1) });
  const future = await makePromocao(db, { inicio: addDays(hoje, 1), fim: addDays(hoje, 30) });
  const oneDay = await makePromocao(db, { inicio: hoje, fim: hoje });
  const off = await makePromocao(db, { ativa: false });
  assert.equal(await valid(ended.id), false);
  assert.equal(await valid(future.id), false);
  assert.equal(await valid(oneDay.id), true);
  assert.equal(await valid(off.id), false);
});

test('each list is a condition that any of its members meets', async () => {
  const cases: [Parameters<typeof makePromocao>[1], object][] = [
    [{ planos: [plano.id, 999_999] }, { idPlano: 999_998 }],
    [{ tecnologias: [plano.tecnologiaId] }, { idTecnologia: 999_999 }],
    [{ tipos_contrato: [plano.tipoContratoId] }, { idTipoContrato: 999_999 }],
    [{ ufs: ['MG', 'SP'] }, { estado: 'RJ' }],
    [{ cidades: [CIDADE] }, { idCidade: 3106200 }],
    [{ bairros: [bairro.id] }, { idBairro: 999_999 }],
    [{ formas_cobranca: [65] }, { idFormaCobranca: 1 }],
    [{ perfis: [1] }, { idPerfil: 2 }],
    [{ ceps: ['10000000-19999999', '36402157-36402157'] }, { cep: '36402-158' }],
    [{ pessoa_juridica: false }, { tipoPessoa: 'PessoaJuridica' }],
    [{ pre_pago: false }, { prePago: 1 }],
  ];
  for (const [condition, other] of cases) {
    const { id } = await makePromocao(db, condition);
    assert.equal(await valid(id), true, JSON.stringify(condition));
    assert.equal(await valid(id, other), false, JSON.stringify(other));
  }
});

test('all conditions must be met', async () => {
  const { id } = await makePromocao(db, { cidades: [CIDADE], bairros: [bairro.id], perfis: [2] });
  assert.equal(await valid(id), false);
  assert.equal(await valid(id, { idPerfil: 2 }), true);
  assert.equal(await valid(id, { idPerfil: 2, idBairro: (await makeBairro(db)).id }), false);
});

test('prepaid is 1; 0 and 2 are not', async () => {
  const { id } = await makePromocao(db, { pre_pago: true });
  assert.deepEqual(
    [await valid(id, { prePago: 1 }), await valid(id, { prePago: 0 }), await valid(id, { prePago: 2 })],
    [true, false, false],
  );
});

test('a promotion of a plan or of a technology holds for a package that has it', async () => {
  const outro = await makePlano(db, {}, plano.tipoContratoId);
  const pacote = await makePacote(db, plano.tipoContratoId, [{ plano_id: plano.id }, { plano_id: outro.id }]);
  const idsTecnologias = `${plano.tecnologiaId}-${outro.tecnologiaId}`;
  const packaged = { idPlano: '', idTecnologia: '', idPacote: pacote.id, idsTecnologias };
  const ofPlan = await makePromocao(db, { planos: [outro.id] });
  const ofPackage = await makePromocao(db, { pacotes: [pacote.id] });
  const ofTechnology = await makePromocao(db, { tecnologias: [outro.tecnologiaId] });
  const ofAnother = await makePromocao(db, { planos: [999_999] });
  for (const { id } of [ofPlan, ofPackage, ofTechnology]) assert.equal(await valid(id, packaged), true);
  assert.equal(await valid(ofAnother.id, packaged), false);
  assert.equal(await valid(ofPackage.id), false, 'the plan alone is no package');
});

test('the answer has percentages and amounts in the words of the document', async () => {
  const cent = await makePromocao(db, { perfis: [77], desconto: 3333 });
  const amount = await makePromocao(db, { perfis: [77], desconto: 550, em_porcentagem: false, ordem: -1 });
  const response = await ask({ ...sale, idPerfil: 77 });
  const found = response
    .json<{ resposta: { Id: number }[] }>()
    .resposta.filter(({ Id }) => [cent.id, amount.id].includes(Id));
  assert.deepEqual(found, [
    {
      TipoDesconto: 'MENSALIDADE',
      Descricao: 'PROMOCAO',
      Desconto: 5.5,
      NumeroMensalidades: 6,
      Id: amount.id,
      DescontoPorcentagem: false,
    },
    {
      TipoDesconto: 'MENSALIDADE',
      Descricao: 'PROMOCAO',
      Desconto: 33.33,
      NumeroMensalidades: 6,
      Id: cent.id,
      DescontoPorcentagem: true,
    },
  ]);
});

test('what cannot be asked is refused with a sentence', async () => {
  const cases: [object, string][] = [
    [{ ...sale, idPacote: 1 }, 'Informe idPlano ou idPacote, um dos dois.'],
    [{ ...sale, idPlano: '' }, 'Informe idPlano ou idPacote, um dos dois.'],
    [{ ...sale, idTecnologia: '' }, 'O campo idTecnologia é obrigatório.'],
    [{ ...sale, idPlano: '', idPacote: 1 }, 'O campo idsTecnologias é obrigatório.'],
    [{ ...sale, idPlano: '', idPacote: 1, idsTecnologias: '4;14' }, 'O campo idsTecnologias é inválido.'],
    [{ ...sale, cep: '3640' }, 'O campo cep é inválido.'],
    [{ ...sale, prePago: 3 }, 'O campo prePago deve ser no máximo 2.'],
    [{ ...sale, estado: 'Minas' }, 'O campo estado é inválido.'],
    [{ ...sale, tipoPessoa: 'FISICA' }, 'O campo tipoPessoa deve ser um de: PessoaFisica, PessoaJuridica.'],
  ];
  for (const [body, sentence] of cases) {
    const response = await ask(body);
    assert.equal(response.statusCode, 400, response.body);
    assert.deepEqual(response.json(), { error: sentence });
  }
});

test('without the token nothing is answered', async () => {
  const { token: _, ...basic } = headers;
  const response = await app.inject({
    method: 'POST',
    url: '/ws/comercial/contratos/promocoes/ativas',
    headers: basic,
    payload: sale,
  });
  assert.equal(response.statusCode, 401);
});
