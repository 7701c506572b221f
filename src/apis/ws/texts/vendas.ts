import { type Centavos, formatReais } from '#kernel/money.ts';
import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of the catalogue, prospects, contracts and what a sale reserves. */
export const vendas: ErrorTexts = {
  'contrato.nao_encontrado': error(404, 'Contrato não encontrado.'),
  'contrato.cancelado': error(409, 'O contrato está cancelado.'),
  'contrato.status': ({ de, para }) => error(409, `Um contrato ${de} não pode passar a ${para}.`),
  'referencia.desconhecida': ({ campo, tabela }) =>
    error(400, `O ${campo} informado não pertence a nenhum ${tabela} cadastrado no sistema.`),
  'venda.campo_exigido': ({ campo, motivo }) => error(400, `O campo ${campo} é obrigatório: ${motivo}.`),
  'venda.enderecos': error(
    400,
    'Informe em idsEnderecos um endereço do tipo PADRAO, ou um do tipo INSTALACAO e um do tipo COBRANCA.',
  ),
  'venda.endereco_sem_cidade': error(400, 'O endereço de instalação não tem cidade cadastrada.'),
  'venda.plano': ({ idPlano }) =>
    error(400, `O plano ${idPlano} não está à venda para este cliente, tipo de contrato e cidade.`),
  'venda.pacote': error(400, 'O idPacote informado não está à venda para este tipo de contrato e cidade.'),
  'venda.pacote_itens': error(400, 'O campo dadosPlanosPacote deve ter exatamente os planos do pacote.'),
  'venda.forma_pacote': error(400, 'A forma de cobrança informada não permite pacote.'),
  'venda.extra_alheio': ({ campo, tipo }) => error(400, `O campo ${campo} só é aceito com um plano de ${tipo}.`),
  'venda.extra_desconhecido': ({ campo }) => error(400, `O campo ${campo} tem um item que não está à venda.`),
  'venda.servico_instalacao': error(
    400,
    'O idServicoInstalacao informado não é o do plano nem o do planejamento tributário.',
  ),
  'venda.parcelas': ({ maximo }) => error(400, `O serviço pode ser parcelado em até ${maximo} vez(es).`),
  'venda.planejamento': error(400, 'O idPlanejamentoTributario informado não é deste plano.'),
  'venda.sem_preco': error(400, 'O plano não tem preço para este tipo de contrato, área, tipo de pessoa e velocidade.'),
  'venda.valor': ({ esperado }) => error(400, `O valorContrato deve ser ${formatReais(esperado as Centavos)}.`),
  'venda.promocao': ({ id }) => error(400, `A promoção ${id} não vale para esta venda.`),
  'venda.login_em_uso': error(409, 'O loginRadius informado já está em uso.'),
  'venda.prospectado': error(409, 'O idPlanoProspectado informado não está pendente para este cliente e plano.'),
  'caixa.desconhecida': error(400, 'O idCaixa informado não pertence a nenhuma caixa ativa cadastrada no sistema.'),
  'caixa.location_cm': error(400, 'O idLocationCM informado não é o da caixa.'),
  'saida.desconhecida': error(400, 'O idSaidaCaixa informado não é uma saída da caixa.'),
  'saida.ocupada': error(409, 'A saída de caixa informada não está livre.'),
  'numero.desconhecido': error(400, 'O idNumero informado não pertence a nenhum número cadastrado no sistema.'),
  'numero.ocupado': error(409, 'O número informado não está livre.'),
  'promocao.plano_ou_pacote': error(400, 'Informe idPlano ou idPacote, um dos dois.'),
  'promocao.nao_acumula': ({ promocoes }) =>
    error(400, `Não acumulam com outras promoções: ${(promocoes as string[]).join(', ')}.`),
  'area_cobertura.nao_encontrada': error(404, 'A cidade informada não tem área de cobertura.'),
  'plano.nao_encontrado': error(404, 'Plano não encontrado.'),
  'tabela_preco.nao_encontrada': error(
    404,
    'A tabela de preços não tem valor para este plano com os parâmetros informados.',
  ),
  'prefixo.nao_encontrado': error(404, 'Prefixo não encontrado.'),
  'prospecto.desconhecido': error(
    400,
    'O idProspecto informado nao pertence a nenhum prospecto cadastrado no sistema.',
  ),
  'prospecto.nao_encontrado': error(404, 'Prospecto não encontrado.'),
  'prospecto.convertido': ({ clienteId }) =>
    error(409, `O prospecto já foi convertido no cliente ${clienteId} e não pode mais ser alterado.`),
  'prospecto.sem_documento': error(409, 'O prospecto não tem CPF ou CNPJ: cadastre-o com o documento.'),
  'prospecto.sem_endereco': error(409, 'O prospecto não tem endereço: cadastre um antes de consultar.'),
  'vendedor.desconhecido': error(400, 'O idVendedor informado não pertence a nenhum vendedor ativo no sistema.'),
  'vendedor.nao_encontrado': error(404, 'Vendedor não encontrado.'),
  'segmento.desconhecido': error(
    400,
    'O idSegmentoProspecto informado não pertence a nenhum segmento cadastrado no sistema.',
  ),
};
