import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Custom = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "belfry-bell": Custom;
      "belfry-connection": Custom;
      "belfry-toasts": Custom;
    }
  }
}
