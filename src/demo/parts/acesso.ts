import { identificadorDaChave } from '#modules/acesso/index.ts';
import { type Part, rowsOf } from '../part.ts';

const INTEGRADOR = 1;

/** Companies, internal users, and the integrator whose credentials the demo prints at its start. */
export const acesso: Part = {
  name: 'acesso',
  async rows({ senha }) {
    const usuario = async (id: number, login: string, nome: string, segredo: string, vendedor: boolean) => ({
      id,
      login,
      nome,
      senha_hash: await senha(segredo),
      perfil_id: id === 285 ? 1 : 2,
      vendedor,
    });
    return [
      rowsOf('empresa', [
        { id: 1, nome: 'EMPRESA A', nome_fantasia: 'EMPRESA A', cnpj: '111111111111', integracao_connect_master: true },
        { id: 2, nome: 'EMPRESA B', nome_fantasia: 'EMPRESA B', cnpj: '222222222222' },
        { id: 4, nome: 'EMPRESA D', nome_fantasia: 'EMPRESA D' },
      ]),
      rowsOf('tipo_contrato', [
        { id: 1, nome: 'RESIDENCIAL' },
        { id: 2, nome: 'CORPORATIVO' },
        { id: 3, nome: 'LICITAÇÃO' },
        { id: 4, nome: 'OUTROS' },
      ]),
      rowsOf('segmento', [{ id: 1, descricao: 'RESIDENCIAL', tipo_contrato_id: 1 }]),
      rowsOf('perfil', [
        { id: 1, nome: 'GERENTE DE VENDAS', permissoes: ['APROVAR_REPROVAR_PROSPECTO'] },
        { id: 2, nome: 'ATENDENTE', permissoes: [] },
      ]),
      rowsOf(
        'usuario',
        await Promise.all([
          usuario(1, 'usuario.um', 'USUARIO UM', '123456', true),
          usuario(5, 'usuario.cinco', 'USUARIO CINCO', 'usuario.cinco', false),
          usuario(111, 'usuario.111', 'USUARIO 111', 'usuario.111', false),
          usuario(285, 'joao.souza', 'JOAO SOUZA', 'abc123', true),
          usuario(10019, 'tecnico.teste', 'TECNICO TESTE', 'tecnico.teste', false),
        ]),
      ),
      rowsOf('usuario_segmento', [
        { usuario_id: 111, segmento_id: 1 },
        { usuario_id: 285, segmento_id: 1 },
      ]),
      rowsOf('usuario_empresa', [
        { usuario_id: 1, empresa_id: 1 },
        { usuario_id: 111, empresa_id: 1 },
        { usuario_id: 111, empresa_id: 2 },
        { usuario_id: 285, empresa_id: 1 },
      ]),
      rowsOf('integrador', [{ id: INTEGRADOR, nome: 'demo' }]),
      rowsOf('credencial', [
        { integrador_id: INTEGRADOR, tipo: 'basic', identificador: 'demo', segredo_hash: await senha('demo') },
        { integrador_id: INTEGRADOR, tipo: 'gsan', identificador: identificadorDaChave('aBC123DEF') },
        { integrador_id: INTEGRADOR, tipo: 'gsan', identificador: identificadorDaChave('jjFsdi45iHDYHdt78dJT-EH') },
        { integrador_id: INTEGRADOR, tipo: 'tiny', identificador: identificadorDaChave('demo-token') },
      ]),
      rowsOf('configuracao_app', [
        { chave: 'NIVEL_ATUALIZACAO', valor: '1' },
        { chave: 'ULTIMA_VERSAO_APP', valor: '1.0' },
      ]),
    ];
  },
};
