/** The part of pdfkit that figures use. The shells make it: it writes with Node's streams, which core does not know. */
declare module 'pdfkit' {
  const Pdf: new (options: import('./pdf.ts').PdfOptions) => import('./pdf.ts').PdfDocument;
  export default Pdf;
}
