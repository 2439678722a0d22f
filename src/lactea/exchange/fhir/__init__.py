"""Records and plans as HL7 FHIR R4B bundles, and back without loss."""

from lactea.exchange.fhir.bundle import bundle_of, read_bundle, record_of_bundle
from lactea.exchange.fhir.care_plans import bundle_of_plans, plans_of_bundle

__all__ = ["bundle_of", "bundle_of_plans", "plans_of_bundle", "read_bundle", "record_of_bundle"]
