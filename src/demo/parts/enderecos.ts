import { type Part, rowsOf } from '../part.ts';

// The provider's own ids of municipalities that came with the product under their IBGE codes.
const cidades = [
  { id: 1, ibge: 3100302 },
  { id: 6, ibge: 3101607 },
  { id: 26, ibge: 3104007 },
  { id: 33, ibge: 3105608 },
  { id: 44, ibge: 3106200 },
  { id: 100, ibge: 3118304 },
];

const rua = (id: number, bairro_id: number, cep: string, nome: string, nome_abreviado = nome) => ({
  id,
  bairro_id,
  tipo: 'RUA',
  tipo_abreviado: 'R.',
  nome,
  nome_abreviado,
  cep,
});

const bairro = (id: number, cidade_id: number, nome: string) => ({ id, cidade_id, nome, nome_abreviado: nome });

/** Streets, districts and condominiums around CONSELHEIRO LAFAIETE. */
export const enderecos: Part = {
  name: 'enderecos',
  async before(tx) {
    for (const { id, ibge } of cidades) {
      await tx.updateTable('cidade').set({ id }).where('codigo_ibge', '=', ibge).execute();
    }
    await tx
      .updateTable('cidade')
      .set({ costing_code_sap: '2000', consulta_spc: true })
      .where('id', '=', 100)
      .execute();
  },
  rows: () => [
    rowsOf('bairro', [
      bairro(26337, 6, 'VILA TEIXEIRA'),
      bairro(320368, 6, 'CENTRO'),
      bairro(322362, 6, 'JARDIM SAO CARLOS'),
      bairro(15372, 100, 'NOVO HORIZONTE'),
      bairro(19298, 100, 'ROCHEDO'),
      bairro(26913, 100, 'LUZIA AUGUSTA'),
      bairro(91301, 100, 'QUELUZ'),
    ]),
    rowsOf('logradouro', [
      rua(587374, 19298, '36404199', 'MARILIA BERNARDINA LOBO', 'MARILIA B. LOBO'),
      rua(645831, 15372, '36402157', 'PEDRO RIBEIRO DE REZENDE'),
      rua(645337, 26913, '36404198', 'MARILIA BERNARDINA LOBO'),
      rua(712251, 26337, '37137166', 'AFRANIO PEIXOTO'),
      rua(712252, 26337, '37137167', 'ANTONIO MARIA'),
      rua(481018, 15372, '36402161', 'TESTE A'),
      rua(11907, 15372, '36402162', 'TESTE B'),
      rua(8302, 15372, '36402163', 'TESTE C'),
      rua(48160, 15372, '36402164', 'TESTE D'),
      rua(91311, 15372, '36402165', 'FRANCISCA MALVINA DE RESENDE'),
      rua(91312, 15372, '36402166', 'ENIDIO JOSE'),
      rua(91313, 91301, '36402167', 'DONA MARIANA GUIMARAES'),
    ]),
    rowsOf('condominio', [
      { id: 1, logradouro_id: 48160, numero: '145', nome: 'TESTE CONDOMINIO', tipo: 'VERTICAL' },
      { id: 3783, logradouro_id: 645337, numero: '45', nome: 'CONDOMINIO TESTE', tipo: 'VERTICAL' },
    ]),
    rowsOf('condominio_cm', [
      { id: 1, logradouro_id: 8302, numero: '5', nome: 'TESTE CONDOMINIO CM', status: 'A', tipo: 'VERTICAL' },
    ]),
    rowsOf('bloco_cm', [{ id: 2, condominio_cm_id: 1, id_bloco: 2, nome: 'BLOCO TESTE' }]),
    rowsOf('classificacao_endereco', [
      { id: 1, descricao: 'TESTE' },
      { id: 2, descricao: 'A' },
    ]),
  ],
};
