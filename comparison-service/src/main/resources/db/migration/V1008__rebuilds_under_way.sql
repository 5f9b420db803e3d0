-- Replicas from before V1007 ask for a rebuild by a mark without a cause. One that is not over yet is to go on.
update dirty_model set again = 1 where causes = '{}' and again = 0;
