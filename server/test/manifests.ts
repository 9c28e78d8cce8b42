/** A pod with a finding for `host-network` on the word `true`. */
export const onHostNetwork = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n';

export const uri = 'file:///shop/pod.yaml';

/** A pod whose two containers are both privileged. */
export const privilegedTwice = `${onHostNetwork.replace('true', 'false')}  containers:
    - name: one # keep me
      image: shop/one:1.0
      securityContext:
        privileged: true
    - name: two
      image: shop/two:1.0
      securityContext:
        privileged: true
`;
