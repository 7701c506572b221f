export type { CampoDoConvenio, RegraDoCampo } from './bancos/banco.ts';
export { bancos } from './bancos/index.ts';
export {
  type BoletoMontado,
  baixarBoletos,
  gravarBoletos,
  montarBoleto,
  type NovoBoleto,
  nossoNumeroFormatado,
} from './boletos.ts';
export {
  alterarConvenio,
  criarConvenio,
  listaDeConvenios,
  type MudancaDeConvenio,
  type NovoConvenio,
  usarConvenio,
} from './cadastro.ts';
export {
  type BoletoLido,
  fatorDeVencimento,
  lerLinha,
  linhaDigitavel,
  linhaFormatada,
  valorDoCodigo,
} from './codigo-barras.ts';
export { type Convenio, convenioPeloId, convenios, type Titulo } from './convenios.ts';
export { type BoletoDoNumero, boletosDosNumeros, nossosNumeros } from './numeros.ts';
export { type ParaPagar, paraPagar } from './para-pagar.ts';
export { faturaDoTxid, lerPix, PIX_VALIDADE_DIAS, type PixLido, pixCopiaECola, txidDaFatura } from './pix.ts';
export { type Renumerado, reabrirBoletos } from './reabrir.ts';
export { anotarDoBanco, marcarRemetidos, type NoticiaDoBanco, reenviarRecusados } from './situacao.ts';
