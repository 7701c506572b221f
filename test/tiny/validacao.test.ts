import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencaDe } from '#apis/tiny/falhas.ts';
import { lerContato } from '#apis/tiny/ler-contato.ts';

const BOM = { sequencia: 1, nome: 'Contato', situacao: 'A' };

const sentencas = (bruto: Record<string, unknown>, modo: 'estrito' | 'tamanho' = 'estrito') =>
  lerContato(bruto, modo).falhas.map(sentencaDe);

test('the example of the document: all that is missing is told at once', () => {
  assert.deepEqual(sentencas({}), [
    'O número de sequência deve ser informado',
    'O nome do contato deve ser informado',
    'A situação do contato deve ser informada',
  ]);
  assert.deepEqual(sentencas({ sequencia: '', nome: '  ', situacao: null }).length, 3);
});

const tamanhos: Record<string, number> = {
  nome: 50,
  codigo: 30,
  fantasia: 60,
  cpf_cnpj: 18,
  ie: 18,
  rg: 10,
  im: 18,
  endereco: 50,
  numero: 10,
  complemento: 50,
  bairro: 30,
  cep: 10,
  cidade: 30,
  uf: 30,
  pais: 50,
  endereco_cobranca: 50,
  numero_cobranca: 10,
  complemento_cobranca: 50,
  bairro_cobranca: 30,
  cep_cobranca: 10,
  cidade_cobranca: 30,
  uf_cobranca: 30,
  contatos: 100,
  fone: 40,
  fax: 40,
  celular: 40,
  email: 50,
  email_nfe: 50,
  site: 40,
  profissao: 50,
  naturalidade: 40,
  nome_pai: 100,
  cpf_pai: 18,
  nome_mae: 100,
  cpf_mae: 18,
  nome_vendedor: 50,
  obs: 200,
};

test('each text has the size of the document, in characters and not in bytes', () => {
  for (const [campo, maximo] of Object.entries(tamanhos)) {
    const longo = { ...BOM, [campo]: 'é'.repeat(maximo + 1) };
    assert.deepEqual(sentencas(longo), [`O campo ${campo} deve ter no máximo ${maximo} caracteres`]);
    const justo = sentencas({ ...BOM, [campo]: '🙂'.repeat(maximo) });
    assert.ok(!justo.some((sentenca) => sentenca.includes('no máximo')), campo);
  }
});

const casos: [Record<string, unknown>, ...string[]][] = [
  [{ sequencia: 'abc' }, 'O campo sequencia deve ser um número inteiro'],
  [{ nome: { a: 1 } }, 'O campo nome deve ser um texto'],
  [{ nome: true }, 'O campo nome deve ser um texto'],
  [{ nome: 'a\u0000b' }, 'O campo nome tem um caractere inválido'],
  [{ situacao: 'E' }, 'A situação do contato deve ser A, I ou S'],
  [{ situacao: ['A'] }, 'O campo situacao deve ser um texto'],
  [{ situacao: 'i' }],
  [{ id: 'x' }, 'O campo id deve ser um número inteiro'],
  [{ id: '12', codigo: 77, limite_credito: 5.25 }],
  [{ tipo_pessoa: 'X' }, 'O tipo de pessoa do contato deve ser F, J ou E'],
  [{ cpf_cnpj: '12345678900' }, 'O CPF/CNPJ do contato é inválido'],
  [{ cpf_cnpj: '123' }, 'O CPF/CNPJ do contato é inválido'],
  [{ cpf_cnpj: '227.557.778-50' }],
  [{ cpf_cnpj: 22755777850 }],
  [{ cpf_cnpj: 2789078220 }],
  [{ tipo_pessoa: 'F', cpf_cnpj: '12.ABC.345/01DE-35' }, 'O CPF do contato é inválido'],
  [{ tipo_pessoa: 'J', cpf_cnpj: '22755777850' }, 'O CNPJ do contato é inválido'],
  [{ tipo_pessoa: 'J', cpf_cnpj: '12.ABC.345/01DE-35' }],
  [{ tipo_pessoa: 'E', cpf_cnpj: 'AB-123.456' }],
  [{ tipo_pessoa: 'E', cpf_cnpj: 'ÇÇ' }, 'O documento do contato é inválido'],
  [{ cep: '3640' }, 'O campo cep deve ter 8 dígitos'],
  [{ cep: '36.402-157', cep_cobranca: 1310100 }],
  [{ email: 'a@b' }, 'O campo email não é um e-mail válido'],
  [{ email_nfe: 'a b@c.com' }, 'O campo email_nfe não é um e-mail válido'],
  [{ data_nascimento: '31/02/2000' }, 'O campo data_nascimento deve ser uma data no formato dd/mm/yyyy'],
  [{ data_nascimento: '2000-01-01' }, 'O campo data_nascimento deve ser uma data no formato dd/mm/yyyy'],
  [{ sexo: 'outro' }, 'O campo sexo deve ser masculino ou feminino'],
  [{ estadoCivil: 'x' }, 'O campo estadoCivil deve ser um número inteiro'],
  [{ estadoCivil: 100 }, 'O campo estadoCivil deve ser um número inteiro'],
  [{ crt: 9 }, 'O campo crt deve ser 0, 1, 2, 3 ou 4'],
  [{ crt: '' }],
  [{ cpf_pai: '1', cpf_mae: '2' }, 'O campo cpf_pai não é um CPF válido', 'O campo cpf_mae não é um CPF válido'],
  [{ id_vendedor: 'Ana' }, 'O campo id_vendedor deve ser um número inteiro'],
  [{ id_vendedor: 0 }],
  [{ tipos_contato: [{ tipo: 'x'.repeat(31) }] }, 'O campo tipo deve ter no máximo 30 caracteres'],
  [{ tipos_contato: [{ tipo: {} }] }, 'O campo tipo deve ser um texto'],
  [{ tipos_contato: '', pessoas_contato: [] }],
  [{ pessoas_contato: [{ pessoa_contato: { telefone: '1' } }] }, 'O nome da pessoa de contato deve ser informado'],
  [{ pessoas_contato: ['Ana'] }, 'O campo pessoas_contato deve ser uma lista'],
  [
    { pessoas_contato: [{ pessoa_contato: { nome: 'Ana', email: 'x' } }] },
    'O campo pessoa_contato.email não é um e-mail válido',
  ],
  ...['5,25', '1.234,56', '1.005', '-1', 'x', 1e21].map((limite_credito): [Record<string, unknown>, string] => [
    { limite_credito },
    'O limite de crédito deve ser um número com ponto e até duas casas decimais, como 5.25',
  ]),
];

for (const [campos, ...esperadas] of casos) {
  test(`${JSON.stringify(campos)} → ${esperadas.join('; ') || 'nothing wrong'}`, () => {
    assert.deepEqual(sentencas({ ...BOM, ...campos }), esperadas);
  });
}

test('a limit is exact to the centavo', () => {
  const limite = (limite_credito: unknown) => lerContato({ ...BOM, limite_credito }, 'estrito').contato.limiteCredito;
  assert.deepEqual(['5.25', '0.1', 10, 1234.5, '7.9900', ''].map(limite), [525, 10, 1000, 123450, 799, 0]);
});

test('with BALCAO_DOCUMENTOS=tamanho the length is enough', () => {
  assert.deepEqual(sentencas({ ...BOM, cpf_cnpj: '123.123.123-12' }, 'tamanho'), []);
  assert.deepEqual(sentencas({ ...BOM, cpf_cnpj: '1234567801' }, 'tamanho'), ['O CPF/CNPJ do contato é inválido']);
});
