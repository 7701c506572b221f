export {
  type BoletoMontado,
  baixarBoletos,
  gravarBoletos,
  montarBoleto,
  nossosNumeros,
  reabrirBoletos,
} from './boletos.ts';
export { linhaDigitavel, linhaFormatada } from './codigo-barras.ts';
export { type Convenio, convenios, type Titulo } from './convenios.ts';
