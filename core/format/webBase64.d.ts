/** The same in Node and in a browser. */
declare function btoa(text: string): string;
declare function atob(text: string): string;
